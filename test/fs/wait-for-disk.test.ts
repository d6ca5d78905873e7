import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { writeDurably } from '../../src/fs/atomic-write.ts'
import { createWorld } from '../../src/simulator/state/create-world.ts'
import { createStateFile } from '../../src/simulator/state/state-file.ts'
import { temporaryFolder } from '../support/temporary.ts'

let waits: () => number

beforeEach(() => {
  const spy = vi.spyOn(fs, 'fsyncSync')
  syncBuiltinESMExports()
  waits = () => spy.mock.calls.length
})

afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

test('a durable write waits for the disk', () => {
  using folder = temporaryFolder()
  writeDurably(join(folder.path, 'config.json'), 'text')
  expect(waits()).toBeGreaterThan(0)
})

test('the simulator saves its test data without waiting for the disk', () => {
  using folder = temporaryFolder()
  const warnings: string[] = []
  const file = createStateFile(join(folder.path, 'simulator.json'), {
    now: () => 0,
    warn: (text) => warnings.push(text),
  })
  const { state } = createWorld({ seed: 'test', now: () => 0 })
  file.save(state)
  file.flush()
  expect(file.load()).toEqual(state)
  expect(warnings).toEqual([])
  expect(waits()).toBe(0)
})
