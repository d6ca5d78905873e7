import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { alone } from './support/alone.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.test.ts'))

/** Matches code that replaces a part of Node.js or of the program for every test in the same process. */
const replaces =
  /\bvi\s*\.\s*(?:mock|doMock|spyOn|stub\w+|useFakeTimers|setSystemTime)\b|\bprocess\s*\.\s*(?:chdir|umask)\(|\bprocess\.env(?:\.\w+|\[[^\]]*\]) *=[^=]/

it('a test that replaces a part of Node.js is in the list of tests with a process of their own', () => {
  const own = 'test/alone.test.ts'
  const replacing = files.filter((name) => name !== own && replaces.test(readFileSync(`${folder}/../${name}`, 'utf8')))
  expect(replacing.filter((name) => !alone.some((path) => name.startsWith(path)))).toEqual([])
  expect(replacing).toContain('test/e2e/windows.test.ts')
})

it('the list of tests with a process of their own contains only files and folders that exist', () => {
  expect(alone.filter((name) => !existsSync(`${folder}/../${name}`))).toEqual([])
})
