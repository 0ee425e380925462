/** One unit as data; see `Unit` for what each column means. */
export type UnitRow = readonly [
  code: string,
  name: string,
  en: string,
  dimension: string,
  atoms: string,
  symbol: string | null,
  aliases: readonly string[],
]

/**
 * The first unit of each dimension is its base. Atoms are chosen so that every unit of a dimension is a whole or ending number
 * of them, and amounts in different units compare exactly: an area's atom is a third of a square metre, because 亩 is 2000/3 m2.
 *
 * Counting words are dimensions of their own: a row that counts 家 (enterprises) and one that counts 项 (items) measure
 * different things, and 个 says nothing of what it counts, so none converts into another. 人, 名 and 位 all count people and are
 * one unit. 人次 counts attendances, where one person may count many times. A percentage point is a difference of percents, a
 * month is no fixed number of days, and currencies meet only through a dated rate.
 */
export const UNIT_ROWS: readonly UnitRow[] = [
  ['CNY', '元', 'CNY', 'money:CNY', '1', '¥', ['人民币元', '元人民币']],
  ['CNY_1K', '千元', 'thousand CNY', 'money:CNY', '1000', null, []],
  ['CNY_10K', '万元', 'ten thousand CNY', 'money:CNY', '10000', null, ['万元人民币']],
  ['CNY_1M', '百万元', 'million CNY', 'money:CNY', '1000000', null, []],
  ['CNY_10M', '千万元', 'ten million CNY', 'money:CNY', '10000000', null, []],
  ['CNY_100M', '亿元', 'hundred million CNY', 'money:CNY', '100000000', null, ['亿元人民币']],
  ['USD', '美元', 'USD', 'money:USD', '1', '$', []],
  ['USD_10K', '万美元', 'ten thousand USD', 'money:USD', '10000', null, []],
  ['USD_100M', '亿美元', 'hundred million USD', 'money:USD', '100000000', null, []],

  ['SQUARE_METRE', '平方米', 'square metres', 'area', '3', 'm²', ['m2', '㎡', '平米']],
  ['SQUARE_METRE_10K', '万平方米', 'ten thousand square metres', 'area', '30000', null, ['万平米', '万㎡']],
  ['MU', '亩', 'mu', 'area', '2000', null, []],
  ['MU_10K', '万亩', 'ten thousand mu', 'area', '20000000', null, []],
  ['HECTARE', '公顷', 'hectares', 'area', '30000', 'ha', ['hm²', 'hm2']],
  ['SQUARE_KILOMETRE', '平方公里', 'square kilometres', 'area', '3000000', 'km²', ['km2', '平方千米']],

  ['METRE', '米', 'metres', 'length', '1', 'm', []],
  ['KILOMETRE', '公里', 'kilometres', 'length', '1000', 'km', ['千米']],

  ['CUBIC_METRE', '立方米', 'cubic metres', 'volume', '1', 'm³', ['m3', '方']],
  ['CUBIC_METRE_10K', '万立方米', 'ten thousand cubic metres', 'volume', '10000', null, ['万方']],
  ['CUBIC_METRE_100M', '亿立方米', 'hundred million cubic metres', 'volume', '100000000', null, ['亿方']],

  ['TONNE', '吨', 'tonnes', 'mass', '1000', 't', []],
  ['TONNE_10K', '万吨', 'ten thousand tonnes', 'mass', '10000000', null, []],
  ['KILOGRAM', '千克', 'kilograms', 'mass', '1', 'kg', ['公斤']],

  ['KILOWATT_HOUR', '千瓦时', 'kilowatt hours', 'energy', '1', 'kWh', ['度', '千瓦小时']],
  ['KILOWATT_HOUR_10K', '万千瓦时', 'ten thousand kilowatt hours', 'energy', '10000', null, ['万度', '万千瓦小时']],
  [
    'KILOWATT_HOUR_100M',
    '亿千瓦时',
    'hundred million kilowatt hours',
    'energy',
    '100000000',
    null,
    ['亿度', '亿千瓦小时'],
  ],
  ['TONNE_COAL_EQUIVALENT', '吨标准煤', 'tonnes of coal equivalent', 'energy:coal', '1', 'tce', []],
  [
    'TONNE_COAL_EQUIVALENT_10K',
    '万吨标准煤',
    'ten thousand tonnes of coal equivalent',
    'energy:coal',
    '10000',
    null,
    [],
  ],

  ['PERSON', '人', 'people', 'count:person', '1', null, ['名', '位']],
  ['PERSON_10K', '万人', 'ten thousand people', 'count:person', '10000', null, ['万名']],
  ['PERSON_TIME', '人次', 'attendances', 'count:attendance', '1', null, []],
  ['PERSON_TIME_10K', '万人次', 'ten thousand attendances', 'count:attendance', '10000', null, []],
  ['ENTERPRISE', '家', 'enterprises', 'count:enterprise', '1', null, ['家企业', '个企业', '户企业']],
  ['HOUSEHOLD', '户', 'households', 'count:household', '1', null, []],
  ['PIECE', '个', 'count', 'count', '1', null, []],
  ['ITEM', '项', 'items', 'count:item', '1', null, []],
  ['LINE', '条', 'lines', 'count:line', '1', null, []],
  ['OCCURRENCE', '次', 'times', 'count:occurrence', '1', null, []],
  ['CASE', '件', 'cases', 'count:case', '1', null, []],
  ['SET', '套', 'sets', 'count:set', '1', null, []],
  ['MACHINE', '台', 'machines', 'count:machine', '1', null, []],
  ['VEHICLE', '辆', 'vehicles', 'count:vehicle', '1', null, []],

  ['PERCENT', '%', 'percent', 'ratio', '1', '%', []],
  ['PER_MILLE', '‰', 'per mille', 'ratio', '0.1', '‰', []],
  ['PERCENTAGE_POINT', '百分点', 'percentage points', 'ratio:difference', '1', null, ['个百分点']],
  ['RANK', '名次', 'rank', 'rank', '1', null, ['位次']],
  ['POINT', '分', 'points', 'score', '1', null, []],

  ['DAY', '天', 'days', 'duration:day', '1', null, ['日']],
  ['WORKING_DAY', '工作日', 'working days', 'duration:working-day', '1', null, ['个工作日']],
  ['MONTH', '个月', 'months', 'duration:month', '1', null, ['月']],
  ['YEAR', '年', 'years', 'duration:month', '12', null, []],

  [
    'CNY_PER_SQUARE_METRE',
    '元/平方米',
    'CNY per square metre',
    'money:CNY/area',
    '1',
    null,
    ['元/m²', '元/m2', '元/㎡'],
  ],
  ['CNY_PER_MU', '元/亩', 'CNY per mu', 'money:CNY/area', '0.0015', null, []],
  ['CNY_10K_PER_MU', '万元/亩', 'ten thousand CNY per mu', 'money:CNY/area', '15', null, []],
  ['CNY_10K_PER_HECTARE', '万元/公顷', 'ten thousand CNY per hectare', 'money:CNY/area', '1', null, []],
  [
    'CNY_100M_PER_SQUARE_KILOMETRE',
    '亿元/平方公里',
    'hundred million CNY per square kilometre',
    'money:CNY/area',
    '100',
    null,
    ['亿元/km²', '亿元/km2'],
  ],
  ['CNY_PER_PERSON', '元/人', 'CNY per person', 'money:CNY/count:person', '1', null, []],
  ['CNY_10K_PER_PERSON', '万元/人', 'ten thousand CNY per person', 'money:CNY/count:person', '10000', null, []],
]
