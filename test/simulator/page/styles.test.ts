import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../../src/simulator/page/client/css/', import.meta.url))

/** Classes that change one small thing of any element: the size or the colour of a text. */
const shared = new Set(['.small', '.good'])

/** Returns each selector of a file, without comments. */
function selectorsIn(file: string): string[] {
  const text = readFileSync(folder + file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, all = '']) => all.split(',').map((one) => one.trim()))
}

/** Returns the class to which the style of the selector applies: `.row` alone, or the second class of `.offers.row`. */
function ownClass(selector: string): string | undefined {
  return /^(?:\.[\w-]+)?(\.[\w-]+)$/.exec(selector.split(' ').at(-1) ?? '')?.[1]
}

it('each class of the page has its style in one file, so that two parts never share a class by mistake', () => {
  // The file for narrow screens changes the styles of the other files.
  const files = readdirSync(folder).filter((file) => file !== 'narrow.css')
  const alone = new Map<string, string>()
  const twice: string[] = []
  for (const file of files) {
    for (const selector of selectorsIn(file).filter((one) => /^\.[\w-]+$/.test(one))) {
      const other = alone.get(selector)
      if (other !== undefined && other !== file) twice.push(`${selector} in ${other} and ${file}`)
      alone.set(selector, file)
    }
  }
  for (const file of files) {
    for (const selector of selectorsIn(file).filter((one) => /^(?:dialog )?\.[\w-]+\.[\w-]+$/.test(one))) {
      const own = ownClass(selector) ?? ''
      const other = shared.has(own) ? undefined : alone.get(own)
      if (other !== undefined && other !== file) twice.push(`${selector} in ${file}, and alone in ${other}`)
    }
  }
  expect(alone.size).toBeGreaterThan(50)
  expect(twice).toEqual([])
})
