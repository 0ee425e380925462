// Makes the month's form known, so that figures can name it.
// @ts-check
import { createSource } from '@parkgraph/sdk'
import { connect, expectSuccess } from './connect.mjs'

const answer = await connect('EDITOR_KEY').run(createSource, {
  input: {
    code: 'xiangxiang-form-2018-01',
    title: '2018年1月报表',
    kind: 'STATISTICAL_REPORT',
    publishedFrom: '2018-02-10',
    publishedTo: '2018-02-10',
    reportingPark: 'xiangxiang-etdz',
    idempotencyKey: 'document 2018-01',
  },
})
console.log(expectSuccess(answer.createSource).source.code)
