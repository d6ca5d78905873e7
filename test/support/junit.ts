import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom'

const schema = join(import.meta.dirname, 'junit.xsd')

/** Whether `xmllint`, which checks the reports, is installed on this computer. */
export const hasXmllint = spawnSync('xmllint', ['--version']).status === 0

/** Returns why a report does not fit the schema of JUnit reports; an empty text when it fits. */
export function schemaProblems(xml: string): string {
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
    input: xml,
    encoding: 'utf8',
  })
  return status === 0 ? '' : stderr
}

export interface ReadCase {
  readonly name: string
  /** The element that says how the test ended (`system-out` does not count); undefined for a test that passed. */
  readonly result:
    | { readonly kind: string; readonly message: string; readonly type: string; readonly text: string }
    | undefined
  readonly out: string | undefined
}

/** Reads the test cases of a report with a parser of its own. @throws on anything that is not well-formed */
export function readJunit(xml: string): {
  readonly counts: Readonly<Record<string, string>>
  readonly cases: readonly ReadCase[]
} {
  const document = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml')
  const suite = [...document.getElementsByTagName('testsuite')][0]
  if (!suite) throw new Error('no testsuite')
  const counts = Object.fromEntries([...suite.attributes].map(({ name, value }) => [name, value]))
  const cases = [...suite.getElementsByTagName('testcase')].map((one): ReadCase => {
    const [result] = ['failure', 'error', 'skipped'].flatMap((kind) => [...one.getElementsByTagName(kind)])
    const [out] = one.getElementsByTagName('system-out')
    return {
      name: one.getAttribute('name') ?? '',
      result: result && {
        kind: result.tagName,
        message: result.getAttribute('message') ?? '',
        type: result.getAttribute('type') ?? '',
        text: result.textContent ?? '',
      },
      out: out?.textContent ?? undefined,
    }
  })
  return { counts, cases }
}
