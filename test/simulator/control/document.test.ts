import { expect, it } from 'vitest'
import { allRouteNames, controlRoutes } from '../../../src/simulator/control/route-table.ts'
import { controlDocument } from '../../support/control-document.ts'

// `npm run docs` writes this document.
it('docs/control.md is equal to the document that is made from the table of routes', async () => {
  await expect(controlDocument()).toMatchFileSnapshot('../../../docs/control.md')
})

it('no two routes have the same method and path', () => {
  const addresses = allRouteNames.map((name) => `${controlRoutes[name].method} ${controlRoutes[name].path}`)
  expect(addresses.filter((one, at) => addresses.indexOf(one) !== at)).toEqual([])
})
