import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'

/** The library as a program in JavaScript uses it: no compiler checks the arguments. */
type Untyped = Readonly<Record<string, (...values: unknown[]) => unknown>>

describe('the library, used from JavaScript,', () => {
  it.each([
    [{ prot: 4000 }, /startSimulator has no option “prot”; its options: port, seed/],
    [{ port: '4000' }, /port has to be a number; found “4000”/],
    [{ redirectUrls: [1] }, /redirectUrls\[0\] has to be a text; found 1/],
    [5, /argument 1 has to be an object; found 5/],
  ])('refuses the options %j of startSimulator', async (options, message) => {
    await expect((startSimulator as (options: unknown) => Promise<Simulator>)(options)).rejects.toThrow(message)
  })

  it.each([
    ['as', [5], /as: argument 1 has to be a text; found 5/],
    ['view', [{}], /view: argument 1 has to be a text/],
    ['messages', [undefined], /messages: argument 1 has to be a text; found nothing/],
    ['useManifest', ['{}'], /useManifest: argument 1 has to be an object/],
    ['fail', [{ on: 'event', what: 'twice', time: 2 }], /fail has no option “time”; its options: on, what, times/],
    ['fail', [{ on: 'event' }], /fail: what is missing/],
    ['fail', [undefined], /fail: argument 1 has to be an object; found nothing/],
    ['settled', [{ quiet: -1 }], /from 0 to 5000/],
    ['settled', [{ quiet: 5001 }], /from 0 to 5000/],
    ['settled', [{ quiet: '5' }], /quiet has to be a number; found “5”/],
    ['settled', [{ most: 5 }], /settled has no option “most”/],
    ['approve', ['http://localhost:1/', { usr: 'dana' }], /consent has no option “usr”/],
  ])('refuses for slack.%s the arguments %j', async (name, values, message) => {
    await using slack = await startSimulator()
    const call = async () => await (slack as object as Untyped)[name]?.(...values)
    await expect(call()).rejects.toThrow(message)
    await expect(call()).rejects.toThrow(TypeError)
  })

  it.each([
    ['say', ['#general']],
    ['say', ['#general', 'hi', { tread: '1.2' }]],
    ['command', [7]],
    ['command', ['/deploy', { channel: '#general' }]],
    ['click', ['approve', '1.2']],
    ['submit', ['title=printer']],
    ['close', [{ all: 'yes' }]],
    ['shortcut', []],
    ['openHome', [{ tab: 'about' }]],
    ['openAssistant', [{ channel: '#general' }]],
    ['react', ['1.2', undefined]],
    ['join', [undefined]],
    ['runFunction', ['step', 7]],
  ])('rejects the promise of a person’s method %s for the arguments %j', async (name, values) => {
    await using slack = await startSimulator()
    const dana = slack.as('dana') as object as Untyped
    await expect(dana[name]?.(...values)).rejects.toThrow(new RegExp(`^${name}(:| has no option)`))
  })
})
