import { expect, test } from 'vitest'
import { findNumerals } from './numerals.ts'

test.each([
  ['完成技工工资收入643.20亿元,同比增长25.09%', ['643.20亿', '25.09']],
  ['1—11月', ['1', '11']],
  ['投资300多万元', ['300多万']],
  ['6000余人次', ['6000']],
  ['近千人', ['千']],
  ['“一对一”服务', ['一', '一']],
  ['“十三五”规划', ['十三五']],
  ['① 湖南', ['①']],
  ['支持这两家企业1亿多元', ['两', '1亿']],
  ['工业4.0标准', ['4.0']],
  ['建成后', []],
])('%s holds %j', (text, numerals) => {
  expect(findNumerals(text)).toEqual(numerals)
})
