/** Labels of the values of every enum, in English and Chinese: the one place where they are written. */
export interface Term {
  readonly en: string
  readonly zh: string
  /** What the schema says of it, where that is more than a label. */
  readonly description?: string
}

/** Of scores, and of parks that have no place by theirs. */
const scoreReasons = {
  NO_INDICATORS: { en: 'No indicators are held of the edition', zh: '未收录指标' },
  NO_METHOD: { en: 'No scoring method is held of the edition', zh: '未收录评分方法' },
  NO_COHORT: { en: 'In no cohort of the edition', zh: '不属任何分组' },
  MISSING_VALUE: { en: 'The figure is not known, or no positive base of what is derived from it', zh: '缺数' },
  VAGUE: { en: 'It has bounds only, which give no score or leave the rank open', zh: '约数无法评分或定名次' },
  NO_SPREAD: { en: 'All of the cohort are alike', zh: '组内无差异' },
  MISSING_TARGET: { en: 'The edition gives no target', zh: '缺目标值' },
} as const

export const terms = {
  SubjectKind: {
    description: 'What a subject is first of all. A park within a park is also the project that builds it.',
    values: {
      PARK: { en: 'Park', zh: '园区' },
      PROJECT: { en: 'Project', zh: '项目' },
      ENTERPRISE: { en: 'Enterprise', zh: '企业' },
      FACILITY: { en: 'Facility', zh: '设施' },
      PROGRAMME: { en: 'Programme', zh: '工作项目' },
    },
  },
  ParkKind: {
    description: 'What kind of park it is.',
    values: {
      DEVELOPMENT_ZONE: { en: 'Development zone', zh: '开发区' },
      PARK_IN_PARK: { en: 'Park within a park', zh: '园中园' },
      INDUSTRIAL_PARK: { en: 'Industrial park', zh: '工业园' },
      LOGISTICS_PARK: { en: 'Logistics park', zh: '物流园' },
    },
  },
  ParkLevel: {
    description: 'Level of government that approved or runs the park.',
    values: {
      NATIONAL: { en: 'National level', zh: '国家级' },
      PROVINCIAL: { en: 'Provincial level', zh: '省级' },
      MUNICIPAL: { en: 'Municipal level', zh: '市级' },
      COUNTY: { en: 'County level', zh: '县级' },
    },
  },
  ProjectKind: {
    description: 'What kind of work a project is.',
    values: {
      INDUSTRIAL: { en: 'Industrial project', zh: '产业项目' },
      INFRASTRUCTURE: { en: 'Infrastructure project', zh: '基础设施项目' },
      LIVELIHOOD: { en: 'Livelihood project', zh: '民生项目' },
    },
  },
  ProjectStageName: {
    description: 'Stages of a work, in the order in which it passes through them.',
    values: {
      PREPARATION: { en: 'Preparation', zh: '前期准备' },
      LAND_LEVELLING: { en: 'Levelling of the land', zh: '场地平整' },
      UNDER_CONSTRUCTION: { en: 'Under construction, no layer named', zh: '在建' },
      EARTHWORKS: { en: 'Earthworks', zh: '土方工程' },
      FOUNDATION: { en: 'Foundation or roadbed', zh: '基础或路基施工' },
      PIPELINES: { en: 'Pipelines', zh: '管网施工' },
      PAVING: { en: 'Paving', zh: '路面施工' },
      STRUCTURE: { en: 'Main structure', zh: '主体建设' },
      COMPLETION: { en: 'Completion', zh: '建成' },
      ACCEPTANCE: { en: 'Acceptance', zh: '竣工验收' },
      OPENING: { en: 'Opening', zh: '通车或启用' },
      PRODUCTION: { en: 'Production', zh: '投产' },
      FULL_CAPACITY: { en: 'Full capacity', zh: '达产' },
    },
  },
  StageState: {
    description: 'Whether a stage is ahead, under way or behind.',
    values: {
      PLANNED: { en: 'Planned', zh: '计划' },
      PROMISED: { en: 'Promised for a date', zh: '承诺' },
      IN_PROGRESS: { en: 'In progress', zh: '进行中' },
      DONE: { en: 'Done', zh: '已完成' },
    },
  },
  MembershipRole: {
    description: 'In what way a subject belongs to a park.',
    values: {
      PART_OF: { en: 'Part of', zh: '隶属' },
      LOCATED_IN: { en: 'Located in', zh: '位于' },
      ATTRACTED_TO: { en: 'Attracted to', zh: '引进' },
    },
  },
  NameKind: {
    description: 'What kind of further name it is.',
    values: {
      ALIAS: { en: 'Alias', zh: '别名' },
      SHORT: { en: 'Short name', zh: '简称' },
      PRINTED_VARIANT: { en: 'Variant in print', zh: '印刷异文' },
      FORMER: { en: 'Former name', zh: '曾用名' },
    },
  },
  RelationshipKind: {
    description: 'How a subject is tied to another party.',
    values: {
      PARENT: { en: 'Has as its parent', zh: '上级单位' },
      PARTNER: { en: 'Works with', zh: '合作伙伴' },
      TENANT: { en: 'Has as its tenant', zh: '入驻企业' },
      DEVELOPER: { en: 'Is developed by', zh: '建设主体' },
      SUPPORTS: { en: 'Supports', zh: '支持' },
      LOCATED_AT: { en: 'Is located at', zh: '位于' },
      POSSIBLY_SAME_AS: { en: 'Is possibly the same as', zh: '可能同一' },
      SAME_AS: { en: 'Is the same as, as a person confirmed', zh: '确认同一' },
    },
  },
  StatementTopic: {
    description: 'Which of the systems of a park office a statement belongs to.',
    values: {
      INDICATORS: { en: 'Economic indicators', zh: '经济指标' },
      SUB_PARKS: { en: 'Parks within the park', zh: '园中园' },
      PROJECTS: { en: 'Projects', zh: '项目建设' },
      ENTERPRISES: { en: 'Enterprises', zh: '企业' },
      SERVICE: { en: 'One-to-one service', zh: '一对一服务' },
      ASSESSMENT: { en: 'Annual target assessment', zh: '目标管理考核' },
      BUILD_AND_BUY: { en: 'Building and buying on behalf', zh: '代建代购' },
      PARTY_WORK: { en: 'Party and mass work', zh: '党群工作' },
      INVESTMENT_PROMOTION: { en: 'Investment promotion', zh: '招商引资' },
      APPROVALS: { en: 'Administrative approvals', zh: '行政审批' },
      STAFFING: { en: 'Staffing reform', zh: '人事改革' },
      RANKING: { en: 'Ranking among parks', zh: '园区排名' },
      GOALS: { en: 'Campaigns and goals', zh: '活动与目标' },
    },
  },
  SourceKind: {
    description: 'What kind of document a source is.',
    values: {
      NEWSPAPER: { en: 'Newspaper', zh: '报纸' },
      STATISTICAL_REPORT: { en: 'Statistical report', zh: '统计报表' },
      ADMINISTRATIVE_RECORD: { en: 'Administrative record', zh: '行政记录' },
      SURVEY: { en: 'Survey', zh: '调查' },
    },
  },
  IndicatorStatus: {
    description: 'Whether the meaning of an indicator is settled.',
    values: {
      ESTABLISHED: { en: 'Established', zh: '已确立' },
      PROVISIONAL: { en: 'Provisional: a printed label that nobody could map yet', zh: '暂定' },
    },
  },
  AggregationOverTime: {
    description: 'How values of an indicator combine over consecutive periods.',
    values: {
      SUM: { en: 'They add up', zh: '可累加' },
      LAST: { en: 'The last one holds', zh: '取期末值' },
      NONE: { en: 'They do not combine', zh: '不可合并' },
    },
  },
  AggregationOverParks: {
    description: 'How values of an indicator combine over parks.',
    values: {
      SUM: { en: 'They add up', zh: '可累加' },
      NONE: { en: 'They do not combine', zh: '不可合并' },
    },
  },
  Measure: {
    description: 'What a figure says about its indicator.',
    values: {
      LEVEL: { en: 'Level', zh: '水平值' },
      CHANGE: { en: 'Change against an earlier period', zh: '增减量' },
      GROWTH: { en: 'Growth rate', zh: '增长率' },
      SHARE: { en: 'Share of a whole', zh: '占比' },
      RANK: { en: 'Place in a ranking', zh: '名次' },
    },
  },
  Accumulation: {
    description: 'Over which span a figure is accumulated.',
    values: {
      UNSPECIFIED: { en: 'Not stated', zh: '未注明' },
      DAY: { en: 'One day', zh: '当日' },
      MONTH: { en: 'One month', zh: '当月' },
      YEAR_TO_DATE: { en: 'Year to date', zh: '年初累计' },
      FULL_YEAR: { en: 'Full year', zh: '全年' },
      PERIOD_TOTAL: { en: 'Total of the stated period', zh: '期间合计' },
      STOCK: { en: 'Stock at a point in time', zh: '时点' },
      AT_CAPACITY: { en: 'Once built and at full capacity', zh: '建成达产后' },
    },
  },
  PriceBasis: {
    description: 'Prices that a value is measured in.',
    values: {
      UNSPECIFIED: { en: 'Not stated', zh: '未注明' },
      CURRENT: { en: 'Current prices', zh: '现价' },
      CONSTANT: { en: 'Constant prices', zh: '不变价' },
      COMPARABLE: { en: 'Comparable prices', zh: '可比价' },
    },
  },
  Scope: {
    description: 'Which units of the population a figure covers.',
    values: {
      UNSPECIFIED: { en: 'Not stated', zh: '未注明' },
      ALL: { en: 'All', zh: '全部' },
      ABOVE_SCALE: { en: 'Above scale', zh: '规模以上' },
      LOCAL: { en: 'Local part', zh: '地方' },
    },
  },
  Nature: {
    description: 'Whether a figure happened, is expected, or is aimed at.',
    values: {
      ACTUAL: { en: 'Actual', zh: '实际' },
      FORECAST: { en: 'Forecast', zh: '预计' },
      TARGET: { en: 'Target', zh: '目标' },
      PLAN: { en: 'Plan', zh: '计划' },
      EXPECTED: { en: 'Expected after completion', zh: '建成后预期' },
    },
  },
  Qualifier: {
    description: 'How a printed numeral is to be read.',
    values: {
      EXACT: { en: 'Exact', zh: '准确' },
      ABOUT: { en: 'About', zh: '约' },
      NEARLY: { en: 'Nearly: just below the upper bound', zh: '近' },
      OVER: { en: 'Over: above the lower bound', zh: '多、余' },
      AT_LEAST: { en: 'At least the lower bound', zh: '以上' },
      AT_MOST: { en: 'At most the upper bound', zh: '以内' },
    },
  },
  PublicationStage: {
    description: 'How final a figure was when it was published.',
    values: {
      UNSPECIFIED: { en: 'Not stated', zh: '未注明' },
      FLASH: { en: 'Flash', zh: '快报' },
      PRELIMINARY: { en: 'Preliminary', zh: '初步' },
      FINAL: { en: 'Final', zh: '最终' },
      CENSUS: { en: 'Revised after a census', zh: '普查修订' },
    },
  },
  Reading: {
    description: 'Whether a figure is read as printed or with accepted corrections.',
    values: {
      AS_PRINTED: { en: 'As printed', zh: '原文' },
      CORRECTED: { en: 'As corrected', zh: '更正后' },
    },
  },
  Bucket: {
    description: 'Spans of the calendar that figures are put into.',
    values: {
      MONTH: { en: 'Month', zh: '月' },
      QUARTER: { en: 'Quarter', zh: '季度' },
      HALF_YEAR: { en: 'Half year', zh: '半年' },
      YEAR: { en: 'Year', zh: '年' },
    },
  },
  Fill: {
    description:
      'What stands for a level where a bucket has no figure, or not all of them. What is derived never rests on it.',
    values: {
      NONE: { en: 'Nothing; a bucket of some of its figures holds what they make', zh: '不填补' },
      NULL: { en: 'Nothing, nor for a bucket of only some of its figures', zh: '空值' },
      ZERO: { en: 'Zero, for a bucket without figures', zh: '零' },
      LAST: {
        en: 'The last level before, for a bucket without figures; a year to date by month only within its year',
        zh: '沿用前值',
      },
    },
  },
  TimeSeriesMeasure: {
    description: 'What is told of each bucket of a time series.',
    values: {
      LEVEL: { en: 'Value', zh: '数值', description: 'The value: by month as accumulated, else of the bucket alone' },
      SINGLE_MONTH: {
        en: 'Single month',
        zh: '当月值',
        description: 'The month alone, out of successive year-to-date figures',
      },
      YEAR_ON_YEAR: {
        en: 'Year on year (computed)',
        zh: '同比(计算)',
        description: 'Growth in percent over the level published for a year before',
      },
      REPORTED_GROWTH: {
        en: 'Year on year (reported)',
        zh: '同比(公布)',
        description: 'The growth that the source reports, against its comparable base',
      },
      GROWTH_DIVERGENCE: {
        en: 'Difference of growth',
        zh: '同比差异',
        description: 'Percentage points by which the reported growth exceeds the computed',
      },
      PERIOD_ON_PERIOD: { en: 'Period on period', zh: '环比', description: 'Growth in percent over the bucket before' },
      INDEX: { en: 'Index', zh: '指数', description: 'The bucket, where that of the base is 100' },
      SHARE_OF_PARENT: {
        en: 'Share of parent',
        zh: '占上级比重',
        description:
          'Percentage of the level of the park that the subject belongs to, from sources of the same priority',
      },
      PER_MU: { en: 'Per mu', zh: '亩均', description: 'Level per mu of the land valid when the bucket ends' },
      CUMULATIVE: { en: 'Cumulative', zh: '累计', description: 'From January to the end of the bucket' },
      MOVING_AVERAGE: {
        en: 'Moving average',
        zh: '移动平均',
        description: 'Mean of the last buckets, as many as the window holds',
      },
      RANK: {
        en: 'Rank',
        zh: '名次',
        description:
          'Place of the level among those of the subjects asked for that mean the same and that the viewer may see, from the greatest',
      },
    },
  },
  DerivationReason: {
    description: 'Why a number is not there.',
    values: {
      MISSING_VALUE: { en: 'No figure is known', zh: '无数据' },
      MISSING_BASE: {
        en: 'No figure is known of what it is held against, or only in another currency or prices, or from another office',
        zh: '无基期数据',
      },
      ZERO_BASE: { en: 'What it is held against is zero', zh: '基数为零' },
      NEGATIVE_BASE: { en: 'What it is held against is negative', zh: '基数为负' },
      VAGUE_VALUE: { en: 'A figure is known by bounds only; where they tell, the result has bounds', zh: '仅知界限' },
      INCOMPLETE_BUCKET: { en: 'Only some of the figures of a bucket are known', zh: '区间数据不全' },
      PUBLISHED_TOGETHER: { en: 'Published only together with other months, as `span` tells', zh: '与他月合并公布' },
      OVERLAPPING_FIGURES: { en: 'Figures overlap in time, and none is of the bucket alone', zh: '数据期间重叠' },
      MONTHS_APART: {
        en: 'Figures of single months are known that do not follow those from January on, and no year to date',
        zh: '各单月数据不连续',
      },
      NOT_ADDITIVE: { en: 'Values of the indicator do not add up over time', zh: '不可累加' },
      OTHER_DIMENSION: {
        en: 'The figures measure something else than the unit asked for, such as another currency',
        zh: '计量对象不合',
      },
      NOT_DERIVED: {
        en: 'Nothing like it is derived of the indicator, which is itself a share or a rank, or has no unit for it',
        zh: '不可推算',
      },
      NO_PARENT: { en: 'The subject belongs to no park', zh: '无上级园区' },
      IMPOSSIBLE_GROWTH: { en: 'A growth of -100 % or less has no base', zh: '增速不可能' },
      NOT_IN_PRODUCTION: { en: 'Production has not begun', zh: '尚未投产' },
      NO_PANEL: { en: 'No statistical panel is known of one of the years', zh: '无企业名录' },
      MIXED_DIMENSIONS: { en: 'The figures measure different things, such as two currencies', zh: '计量对象不同' },
      MIXED_PRICES: { en: 'Current and constant prices are mixed', zh: '价格口径不同' },
      NOT_ADDITIVE_OVER_SUBJECTS: { en: 'Values of the indicator do not add up over subjects', zh: '不可跨主体累加' },
    },
  },
  AccessLevel: {
    description: 'Who may see a row.',
    values: {
      PUBLIC: { en: 'Everybody', zh: '公开' },
      INTERNAL: { en: 'Those with a role for the park that reports it', zh: '内部' },
      RESTRICTED: { en: 'Those who may enter rows of the park that reports it, or more', zh: '限制' },
    },
  },
  Confidence: {
    description: 'How sure the proposer of a correction is.',
    values: {
      LOW: { en: 'Low', zh: '低' },
      MEDIUM: { en: 'Medium', zh: '中' },
      HIGH: { en: 'High', zh: '高' },
    },
  },
  CorrectionState: {
    description: 'What was decided about a proposed correction.',
    values: {
      PROPOSED: { en: 'Proposed, not decided', zh: '待定' },
      ACCEPTED: { en: 'Accepted', zh: '采纳' },
      REJECTED: { en: 'Rejected', zh: '不采纳' },
    },
  },
  PublicationState: {
    description: 'How far a publication is: the step that was taken last.',
    values: {
      DRAFTED: { en: 'Drafted', zh: '草拟' },
      SUBMITTED: { en: 'Submitted for review', zh: '送审' },
      APPROVED: { en: 'Approved, and waiting for the end of its embargo', zh: '已批准' },
      RETURNED: { en: 'Returned to whoever submitted it', zh: '退回' },
      CANCELLED: { en: 'Cancelled', zh: '撤销' },
      RELEASED: { en: 'Released', zh: '已发布' },
    },
  },
  ImportTarget: {
    description: 'What the rows of an imported file are.',
    values: {
      OBSERVATIONS: { en: 'Figures', zh: '数据' },
      ENTERPRISES: { en: 'Enterprises', zh: '企业' },
      PROJECTS: { en: 'Projects', zh: '项目' },
    },
  },
  ImportPhase: {
    description: 'How far an import is.',
    values: {
      READING: { en: 'Rows are read, and looked at one by one', zh: '读取中' },
      CHECKING: { en: 'Rows are held against each other and against what is recorded', zh: '核对中' },
      RECORDING: { en: 'Rows are recorded', zh: '写入中' },
      ENDED: { en: 'It is over', zh: '已结束' },
    },
  },
  ImportOutcome: {
    description: 'How an import ended.',
    values: {
      RECORDED: { en: 'All rows are recorded', zh: '已入库' },
      CHECKED: { en: 'A dry run that found nothing wrong', zh: '校验通过' },
      REFUSED: { en: 'Refused for what is wrong with it: nothing is recorded', zh: '已拒绝' },
      BROKEN_OFF: { en: 'Broken off by an error, its sender or its server: nothing is recorded', zh: '已中断' },
    },
  },
  ChangedRowKind: {
    description: 'What kind of row the change log tells of.',
    values: {
      OBSERVATION: { en: 'Figure, or a vintage of it', zh: '数据' },
      LEVEL: { en: 'Access level of a figure', zh: '数据密级' },
      CORRECTION: { en: 'Proposed correction', zh: '更正建议' },
      CORRECTION_DECISION: { en: 'Decision on a correction', zh: '更正决定' },
      PUBLICATION_STEP: { en: 'Step of a publication', zh: '发布步骤' },
      MEMBERSHIP: { en: 'Membership in a park', zh: '所属园区' },
      PANEL_MEMBERSHIP: { en: 'Membership in a panel', zh: '在统名录' },
      PROJECT_STAGE: { en: 'Stage of a work', zh: '项目阶段' },
      HONOUR: { en: 'Title', zh: '荣誉' },
      SUBJECT_NAME: { en: 'Further name', zh: '别名' },
      RELATIONSHIP: { en: 'Relationship', zh: '关系' },
      STATEMENT: { en: 'Statement', zh: '陈述' },
      ASSIGNMENT: { en: 'Person in a role', zh: '任职' },
      SUBJECT: { en: 'Subject that became known', zh: '主体' },
      AMENDMENT: { en: 'Amended subject', zh: '主体变更' },
      SOURCE: { en: 'Document that became known', zh: '来源文件' },
      SOURCE_AMENDMENT: { en: 'Amended document', zh: '来源文件变更' },
      DOUBT: { en: 'Doubt', zh: '存疑' },
      INDICATOR: { en: 'Indicator', zh: '指标' },
    },
  },
  DoubtState: {
    description: 'Whether a doubt was settled.',
    values: {
      OPEN: { en: 'Open', zh: '未决' },
      SETTLED: { en: 'Settled', zh: '已决' },
    },
  },
  GrowthAgreement: {
    description: 'Whether a reported growth agrees with the one over last year’s published level.',
    values: {
      AGREES: { en: 'They agree, but for rounding', zh: '一致' },
      DIFFERS: { en: 'They differ by more than rounding', zh: '不一致' },
      NOT_COMPARABLE: { en: 'One of them is not known', zh: '无法比较' },
    },
  },
  ProjectGroupKey: {
    description: 'What a list of projects is grouped by.',
    values: {
      PARK: {
        en: 'The park that it belongs to first of all: on the last day of the period that figure names, else today',
        zh: '所属园区',
      },
      KIND: { en: 'What kind of work it is', zh: '项目类型' },
      STAGE: { en: 'The furthest stage that it is in or has passed', zh: '当前阶段' },
      PROVINCE: { en: 'Province of the park that reports it: two digits of the division', zh: '省级区划' },
      PREFECTURE: { en: 'Prefecture of the park that reports it: four digits', zh: '地级区划' },
      COUNTY: { en: 'County of the park that reports it: all six digits', zh: '县级区划' },
    },
  },
  EnterpriseGroupKey: {
    description: 'What a list of enterprises is grouped by.',
    values: {
      PARK: {
        en: 'The park that it belongs to first of all: on the last day of the period that figure names, else today',
        zh: '所属园区',
      },
      PROVINCE: { en: 'Province of the park that reports it: two digits of the division', zh: '省级区划' },
      PREFECTURE: { en: 'Prefecture of the park that reports it: four digits', zh: '地级区划' },
      COUNTY: { en: 'County of the park that reports it: all six digits', zh: '县级区划' },
      INDUSTRY_SECTION: { en: 'Section of its industry class: the letter', zh: '行业门类' },
      INDUSTRY_DIVISION: { en: 'Division of its industry class: two digits', zh: '行业大类' },
      INDUSTRY_GROUP: { en: 'Group of its industry class: three digits', zh: '行业中类' },
      INDUSTRY_CLASS: { en: 'Its whole industry class: four digits', zh: '行业小类' },
    },
  },
  ObservationGroupKey: {
    description: 'What a list of figures is grouped by.',
    values: {
      SUBJECT: { en: 'What it is about', zh: '主体' },
      SUBJECT_KIND: { en: 'What kind of subject it is about', zh: '主体类型' },
      PARK: {
        en: 'The park that it is about, else the one that its subject belongs to first of all on the last day of its period',
        zh: '所属园区',
      },
      PROJECT_KIND: { en: 'What kind of work its project is', zh: '项目类型' },
      PROJECT_STAGE: { en: 'The furthest stage that its project is in or has passed', zh: '当前阶段' },
      INDUSTRY_SECTION: { en: 'Section of the industry class of its enterprise: the letter', zh: '行业门类' },
      INDUSTRY_DIVISION: { en: 'Division of the industry class of its enterprise: two digits', zh: '行业大类' },
      INDUSTRY_GROUP: { en: 'Group of the industry class of its enterprise: three digits', zh: '行业中类' },
      INDUSTRY_CLASS: { en: 'Whole industry class of its enterprise: four digits', zh: '行业小类' },
      INDICATOR: { en: 'What is measured', zh: '指标' },
      MEASURE: { en: 'What it says about the indicator', zh: '度量' },
      ACCUMULATION: { en: 'Over which span it accumulates', zh: '累计方式' },
      SCOPE: { en: 'Which units of the population it covers', zh: '统计范围' },
      BREAKDOWN: { en: 'Item of a breakdown; empty for the whole', zh: '分项' },
      NATURE: { en: 'Whether it happened, is expected or is aimed at', zh: '数据性质' },
      PROVINCE: { en: 'Province of the park that reports it: two digits of the division', zh: '省级区划' },
      PREFECTURE: { en: 'Prefecture of the park that reports it: four digits', zh: '地级区划' },
      COUNTY: { en: 'County of the park that reports it: all six digits', zh: '县级区划' },
      PERIOD: { en: 'Its very period', zh: '期间' },
      YEAR: { en: 'The year that its period lies in', zh: '年' },
      HALF_YEAR: { en: 'The half-year that its period lies in', zh: '半年' },
      QUARTER: { en: 'The quarter that its period lies in', zh: '季度' },
      MONTH: { en: 'The month that its period lies in', zh: '月' },
    },
  },
  GroupAggregate: {
    description: 'An aggregate that groups are ordered by.',
    values: {
      COUNT: { en: 'Number of rows', zh: '行数' },
      SUM: { en: 'Sum', zh: '合计' },
      MIN: { en: 'Smallest', zh: '最小' },
      MAX: { en: 'Largest', zh: '最大' },
      AVERAGE: { en: 'Mean', zh: '平均' },
      MEDIAN: { en: 'Median', zh: '中位数' },
    },
  },
  ForecastErrorKey: {
    description: 'What forecast errors are grouped by.',
    values: {
      SUBJECT: { en: 'What the forecasts are about', zh: '主体' },
      INDICATOR: { en: 'What they forecast', zh: '指标' },
      LEAD_MONTHS: { en: 'Their lead in whole months', zh: '提前月数' },
    },
  },
  DuplicateHandling: {
    description: 'What to do about subjects that are, or may be, one told twice.',
    values: {
      COUNT_ALL: { en: 'Count each', zh: '分别计' },
      MERGE_CONFIRMED: { en: 'Count those as one that a person confirmed to be the same', zh: '合并已确认相同的' },
      MERGE_POSSIBLE: { en: 'Count those as one too that may be the same', zh: '可能相同的也合并' },
    },
  },
  SuppressionReason: {
    description: 'Why a group is suppressed.',
    values: {
      FEW_ENTERPRISES: {
        en: 'Fewer than three enterprises contribute, or such a group could be told by subtraction',
        zh: '企业少于三家,或可由相减推知',
      },
    },
  },
  ContainedHandling: {
    description: 'What to do about rows that lie within others.',
    values: {
      COUNT: { en: 'Count them; sums of parts and whole are refused', zh: '计入,部分与整体不得相加' },
      EXCLUDE: { en: 'Leave them out', zh: '剔除' },
    },
  },
  PanelPart: {
    description: 'Part of the growth of a statistical panel.',
    values: {
      SAME_PANEL: { en: 'In the panel in both years', zh: '同口径企业' },
      ENTRIES: { en: 'Entered the panel or the park', zh: '新进企业' },
      EXITS: { en: 'Left the panel or the park', zh: '退出企业' },
      TOTAL: { en: 'All of them', zh: '合计' },
    },
  },
  GrowthCause: {
    description: 'What may explain why a reported growth differs from the one over last year’s published level.',
    values: {
      BASE_REVISED: { en: 'The base was revised, and another vintage of it agrees', zh: '基数已修订' },
      PANEL_CHANGES: { en: 'The enterprises counted change each year', zh: '统计范围逐年变动' },
      PRICES_DIFFER: { en: 'Level and growth are at different prices', zh: '价格口径不同' },
      UNEXPLAINED: { en: 'Nothing in the data explains it', zh: '数据未见解释' },
    },
  },
  CheckRule: {
    description: 'A rule by which figures are found implausible or inconsistent.',
    values: {
      GROWTH_AGAINST_LEVELS: { en: 'Printed growth against published levels', zh: '所印增速与公布水平不符' },
      FORECAST_REMAINDER: { en: 'What a forecast leaves for the months to come', zh: '预计数对余下月份的要求异常' },
      SUBSET_LARGER: { en: 'A part larger than its whole', zh: '子集大于全集' },
      PARTS_AGAINST_TOTAL: { en: 'Parts against their total', zh: '分项与合计不符' },
      UNIT_SLIP: { en: 'A unit off by 10^4 or 10^8', zh: '单位疑差万或亿' },
      HISTORY_JUMP: { en: 'A jump over history', zh: '与历史相比跳变' },
      NEGATIVE_MONTH: { en: 'A year to date that falls', zh: '累计值下降' },
      BOUNDS_DISAGREE: { en: 'Figures that exclude each other', zh: '同期数值互相排斥' },
      IMPOSSIBLE_RATE: { en: 'A growth or share that cannot be', zh: '增速或占比不可能' },
      UNDEFINED_INDICATOR: { en: 'A label that nobody could map yet', zh: '指标未定义' },
      POSSIBLE_DUPLICATE: { en: 'Two subjects that may be one', zh: '疑为同一主体' },
      OPEN_DOUBT: { en: 'A doubt that no arithmetic finds', zh: '存疑' },
    },
  },
  CheckSeverity: {
    description: 'How much a finding weighs, in rising order.',
    values: {
      INFO: { en: 'Worth knowing', zh: '提示' },
      WARNING: { en: 'Implausible', zh: '可疑' },
      ERROR: { en: 'Cannot be so', zh: '矛盾' },
    },
  },
  CheckRole: {
    description: 'What a figure is to a finding.',
    values: {
      FIGURE: { en: 'The figure in question', zh: '被查数值' },
      LEVEL: { en: 'Level', zh: '水平值' },
      BASE: { en: 'Level a year before', zh: '上年同期' },
      GROWTH: { en: 'Printed growth', zh: '所印增速' },
      CHANGE: { en: 'Printed change', zh: '所印增减量' },
      FORECAST: { en: 'Forecast, target or plan for a full year', zh: '全年预计、目标或计划' },
      TO_DATE: { en: 'Year to date', zh: '年初累计' },
      PART: { en: 'Part', zh: '部分' },
      PART_GROWTH: { en: 'Growth of the part', zh: '部分的增速' },
      WHOLE: { en: 'Whole', zh: '整体' },
      WHOLE_GROWTH: { en: 'Growth of the whole', zh: '整体的增速' },
      EARLIER: { en: 'Earlier figure of the year', zh: '较早累计' },
      OTHER: { en: 'Another figure of the same', zh: '另一数值' },
      HISTORY: { en: 'History', zh: '历史' },
      SIBLING: { en: 'Figure of a neighbour', zh: '同类主体的数值' },
    },
  },
  CoverageFrequency: {
    description: 'How often figures follow each other.',
    values: {
      DAY: { en: 'Daily', zh: '逐日' },
      MONTH: { en: 'Monthly', zh: '逐月' },
      QUARTER: { en: 'Quarterly', zh: '逐季' },
      HALF_YEAR: { en: 'Half-yearly', zh: '逐半年' },
      YEAR: { en: 'Yearly', zh: '逐年' },
      IRREGULAR: { en: 'Irregular', zh: '不规则' },
    },
  },
  CoverageBreakKind: {
    description: 'What changes where figures stop being comparable with those before.',
    values: {
      DEFINITION: { en: 'Edition of the definition', zh: '定义版次' },
      PRICE_BASIS: { en: 'Price basis', zh: '价格口径' },
      SCOPE: { en: 'Scope', zh: '统计范围' },
      SOURCE: { en: 'Source', zh: '来源' },
      UNIT: { en: 'Printed unit', zh: '所印单位' },
    },
  },
  FrameworkStatus: {
    description: 'Whether an edition of a framework is held whole.',
    values: {
      PARTIAL: { en: 'Held in part', zh: '部分收录' },
      COMPLETE: { en: 'Held whole', zh: '完整收录' },
    },
  },
  ScoringMethod: {
    description: 'How figures become scores of 0 to 100.',
    values: {
      MIN_MAX: { en: 'Place between the worst and the best of the cohort', zh: '极差标准化' },
      DISTANCE_TO_TARGET: { en: 'Share of the target that is reached', zh: '目标值法' },
    },
  },
  ScoringDirection: {
    description: 'Which way an indicator is better.',
    values: {
      MORE_IS_BETTER: { en: 'More is better', zh: '正向' },
      LESS_IS_BETTER: { en: 'Less is better', zh: '逆向' },
    },
  },
  ScoreReason: { description: 'Why there is no score.', values: scoreReasons },
  RankingDerivation: {
    description: 'What is derived from the levels of an indicator to rank or score by.',
    values: {
      YEAR_ON_YEAR: {
        en: 'Computed growth over the same span a year before, from sources of the same priority, in percent',
        zh: '同比',
      },
      PER_MU: { en: 'By land valid when the period of the figure ends', zh: '亩均' },
      PER_EMPLOYEE: { en: 'By people employed when the period of the figure ends', zh: '人均' },
      SHARE_OF_PARENT: {
        en: 'Share of the park that it lies in, from sources of the same priority, in percent',
        zh: '占上级园区比重',
      },
    },
  },
  RankingTies: {
    description: 'How ranks go on after two that tie at the second place.',
    values: {
      STANDARD: { en: 'Standard: 1, 2, 2, 4', zh: '并列取高名次' },
      MODIFIED: { en: 'Modified: 1, 3, 3, 4', zh: '并列取低名次' },
      DENSE: { en: 'Dense: 1, 2, 2, 3', zh: '并列不占名次' },
    },
  },
  RankingSubParks: {
    description: 'What becomes of parks that lie within another park of the cohort.',
    values: {
      EXCLUDE: { en: 'Left out, so that nothing is counted twice', zh: '不含园中园' },
      INCLUDE: { en: 'Ranked like all others', zh: '含园中园' },
      ONLY: { en: 'Ranked alone', zh: '仅园中园' },
    },
  },
  RankingExclusion: {
    description: 'Why a park is not ranked.',
    values: {
      ...scoreReasons,
      OTHER_DIMENSION: {
        en: 'Its figure measures something else than the unit asked for, such as another currency',
        zh: '计量对象不合',
      },
      MISSING_BASE: { en: 'What it is held against is not known', zh: '缺基数' },
      NO_PARENT: { en: 'It lies in no park', zh: '无上级园区' },
      ZERO_BASE: { en: 'What it is held against is zero', zh: '基数为零' },
      NEGATIVE_BASE: { en: 'What it is held against is negative', zh: '基数为负' },
      INCOMPLETE_SCORE: { en: 'Its score rests on too little of the weight', zh: '得分依据不足' },
      SUB_PARK: { en: 'It lies within another park of the cohort', zh: '属园中园' },
      NOT_IN_COHORT: { en: 'It is not of the cohort', zh: '不在比较范围' },
    },
  },
  ViewerKind: {
    description: 'How whoever asks is known.',
    values: {
      ANONYMOUS: { en: 'Not known', zh: '匿名' },
      KEY: { en: 'By an API key', zh: 'API 密钥' },
      OIDC: { en: 'By a token of the OIDC issuer', zh: '统一身份认证' },
      LOCAL: { en: 'On the machine itself', zh: '本机' },
    },
  },
  AccessRole: {
    description: 'What somebody is in the parks that they have a role for: each may do what those before it may.',
    values: {
      READER: { en: 'Reader', zh: '查阅者' },
      EDITOR: { en: 'Editor', zh: '填报者' },
      STEWARD: { en: 'Steward', zh: '审核者' },
      ADMIN: { en: 'Administrator', zh: '管理员' },
    },
  },
  Permission: {
    description: 'What somebody may do with the rows that a park reports.',
    values: {
      READ: { en: 'Read public rows', zh: '查阅公开数据' },
      READ_INTERNAL: { en: 'Read internal rows', zh: '查阅内部数据' },
      READ_RESTRICTED: { en: 'Read restricted rows', zh: '查阅受限数据' },
      EDIT: { en: 'Enter and change rows', zh: '填报与修改' },
      DECIDE: { en: 'Decide on corrections', zh: '审定更正' },
      PUBLISH: { en: 'Publish rows', zh: '发布数据' },
      ADMINISTER: { en: 'Say who may do what', zh: '授权管理' },
    },
  },
} as const satisfies Record<string, { description: string; values: Record<string, Term> }>

export type TermName = keyof typeof terms
