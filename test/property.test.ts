import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { assertProperty, fc, propertySeed, propertyTimes } from './support/property.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[cm]?[jt]s$/.test(name))

describe('a property in a test', () => {
  it('is checked only with assertProperty, so that its cases come from the seed of the run', () => {
    const others = files.filter((name) => name !== 'support/property.ts')
    const own = new RegExp(
      ['fast' + '-check', String.raw`\bfc\s*\.\s*(?:assert|check|sample|configureGlobal)\b`].join('|'),
    )
    expect(others.filter((name) => own.test(readFileSync(`${folder}/${name}`, 'utf8')))).toEqual([])
  })

  it('has the same cases for the same seed, and prints the seed when it fails', () => {
    const requested = (): number[] => {
      const values: number[] = []
      assertProperty(
        fc.property(fc.integer(), (value) => void values.push(value)),
        { numRuns: 5 },
      )
      return values
    }
    expect(requested()).toEqual(requested())
    expect(requested()).toHaveLength(5 * propertyTimes)
    const never = () => assertProperty(fc.property(fc.integer(), () => false))
    expect(never).toThrow(`seed: ${propertySeed},`)
  })
})
