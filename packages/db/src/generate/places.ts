const lines = `
130181 辛集 xinji
130183 晋州 jinzhou
210281 瓦房店 wafangdian
210283 庄河 zhuanghe
220183 德惠 dehui
320281 江阴 jiangyin
320282 宜兴 yixing
320581 常熟 changshu
320582 张家港 zhangjiagang
320583 昆山 kunshan
320585 太仓 taicang
330109 萧山 xiaoshan
330110 余杭 yuhang
330206 北仑 beilun
330281 余姚 yuyao
330282 慈溪 cixi
340121 长丰 changfeng
340122 肥东 feidong
340123 肥西 feixi
340181 巢湖 chaohu
350181 福清 fuqing
350581 石狮 shishi
350582 晋江 jinjiang
350583 南安 nan'an
360121 南昌 nanchang
360281 乐平 leping
360981 丰城 fengcheng
360982 樟树 zhangshu
360983 高安 gao'an
370211 黄岛 huangdao
370281 胶州 jiaozhou
370283 平度 pingdu
370285 莱西 laixi
370681 龙口 longkou
410122 中牟 zhongmu
410181 巩义 gongyi
410182 荥阳 xingyang
410183 新密 xinmi
410184 新郑 xinzheng
420111 洪山 hongshan
420281 大冶 daye
420582 当阳 dangyang
420583 枝江 zhijiang
430111 雨花 yuhua
430112 望城 wangcheng
430181 浏阳 liuyang
430182 宁乡 ningxiang
430211 天元 tianyuan
430281 醴陵 liling
430304 岳塘 yuetang
430321 湘潭 xiangtan
430382 韶山 shaoshan
430681 汨罗 miluo
430682 临湘 linxiang
440112 黄埔 huangpu
440113 番禺 panyu
440305 南山 nanshan
440306 宝安 bao'an
440605 南海 nanhai
440606 顺德 shunde
450881 桂平 guiping
500107 九龙坡 jiulongpo
500112 渝北 yubei
510112 龙泉驿 longquanyi
510181 都江堰 dujiangyan
510182 彭州 pengzhou
510681 广汉 guanghan
510682 什邡 shifang
520181 清镇 qingzhen
530181 安宁 anning
610112 未央 weiyang
610113 雁塔 yanta
`

/** A district or county: its code in GB/T 2260, its name without the kind of division, and that romanised. */
export interface Region {
  readonly code: string
  readonly name: string
  readonly pinyin: string
}

export const REGION_SYSTEM = 'GB/T 2260-2007'

export const REGIONS: readonly Region[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [code, name, pinyin] = line.split(' ') as [string, string, string]
    return { code, name, pinyin }
  })
