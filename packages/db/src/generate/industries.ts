export const INDUSTRY_SYSTEM = 'GB/T 4754-2017'

/** Industry classes with the word by which a firm of the class calls itself, and that romanised. */
export const INDUSTRIES = [
  ['C1311', '粮油', 'liangyou'],
  ['C1713', '印染', 'yinran'],
  ['C2110', '家具', 'jiaju'],
  ['C2311', '印刷', 'yinshua'],
  ['C2612', '化工', 'huagong'],
  ['C2710', '药业', 'yaoye'],
  ['C2740', '中药', 'zhongyao'],
  ['C2922', '塑业', 'suye'],
  ['C3011', '水泥', 'shuini'],
  ['C3130', '钢业', 'gangye'],
  ['C3252', '铝业', 'lüye'],
  ['C3311', '钢构', 'ganggou'],
  ['C3421', '机床', 'jichuang'],
  ['C3525', '模具', 'moju'],
  ['C3612', '新能源汽车', 'xinnengyuan qiche'],
  ['C3670', '汽车零部件', 'qiche lingbujian'],
  ['C3812', '电机', 'dianji'],
  ['C3841', '锂电', 'lidian'],
  ['C3911', '计算机', 'jisuanji'],
  ['C3973', '微电子', 'weidianzi'],
  ['C3982', '电路', 'dianlu'],
  ['C4016', '仪表', 'yibiao'],
] as const

/** What firms like to call themselves, romanised beside it. */
export const FIRM_WORDS = [
  ['宏远', 'hongyuan'],
  ['金鑫', 'jinxin'],
  ['华盛', 'huasheng'],
  ['天润', 'tianrun'],
  ['恒达', 'hengda'],
  ['安泰', 'antai'],
  ['创新', 'chuangxin'],
  ['东方', 'dongfang'],
  ['瑞丰', 'ruifeng'],
  ['明阳', 'mingyang'],
  ['长青', 'changqing'],
  ['博雅', 'boya'],
  ['兴业', 'xingye'],
  ['通达', 'tongda'],
  ['立德', 'lide'],
  ['永昌', 'yongchang'],
] as const

/** Kinds of zones as they are named, romanised beside it, with the level that goes with each. */
export const ZONE_NAMES = [
  ['经济技术开发区', 'jingji jishu kaifaqu', 'NATIONAL'],
  ['高新技术产业开发区', 'gaoxin jishu chanye kaifaqu', 'PROVINCIAL'],
  ['经济开发区', 'jingji kaifaqu', 'PROVINCIAL'],
  ['工业集中区', 'gongye jizhongqu', 'COUNTY'],
] as const

/** Kinds of parks within a zone. */
export const SUB_PARK_NAMES = [
  ['智能制造产业园', 'zhineng zhizao chanyeyuan', 'PARK_IN_PARK'],
  ['新材料产业园', 'xincailiao chanyeyuan', 'PARK_IN_PARK'],
  ['标准厂房园', 'biaozhun changfangyuan', 'INDUSTRIAL_PARK'],
  ['综合物流园', 'zonghe wuliuyuan', 'LOGISTICS_PARK'],
] as const
