import { widthOf } from '../../src/terminal/width.ts'

/** A piece of a line in one style. */
interface Piece {
  readonly text: string
  readonly style: string
}

/** The styles that the program prints: SGR number → class in the picture. The numbers 39 and 22 end a style. */
const styles: Readonly<Record<number, string>> = {
  ...{ 1: 'bold', 2: 'dim', 22: '', 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan', 39: '', 90: 'dim' },
}

/** Returns the pieces of each line of a terminal’s output. The only control sequences in it are colours. */
function styledLines(output: string): Piece[][] {
  let style = ''
  return output
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) =>
      line.split(/(\u001b\[\d+m)/).flatMap((part) => {
        const code = /^\u001b\[(\d+)m$/.exec(part)?.[1]
        if (code === undefined) {
          if (/[\u0000-\u001f]/.test(part)) throw new Error(`A control character is not drawn: ${JSON.stringify(part)}`)
          return part === '' ? [] : [{ text: part, style }]
        }
        const named = styles[Number(code)]
        if (named === undefined) throw new Error(`A style is not drawn: ${code}`)
        style = named
        return []
      }),
    )
}

/** Breaks a line at the width of the terminal, as a terminal does. */
function broken(line: readonly Piece[], columns: number): Piece[][] {
  const rows: Piece[][] = [[]]
  let used = 0
  for (const { text, style } of line) {
    for (let rest = text; rest !== ''; ) {
      if (used === columns) {
        rows.push([])
        used = 0
      }
      const part = rest.slice(0, columns - used)
      rows.at(-1)?.push({ text: part, style })
      used += widthOf(part)
      rest = rest.slice(part.length)
    }
  }
  return rows
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const [cell, row, edge, bar] = [8.4, 20, 20, 36]

/**
 * Returns an SVG picture of a terminal with this output. Each piece of text has a fixed position and width, so that the
 * columns are aligned in every font.
 * @param title the text for those who cannot see the picture
 */
export function terminalPicture(output: string, columns: number, title: string): string {
  const rows = styledLines(output).flatMap((line) => broken(line, columns))
  const [width, height] = [Math.ceil(columns * cell + 2 * edge), rows.length * row + bar + edge]
  const texts = rows.flatMap((pieces, at) => {
    let column = 0
    return pieces.flatMap(({ text, style }) => {
      const start = column + (text.length - text.trimStart().length)
      column += widthOf(text)
      const drawn = text.trim()
      if (drawn === '') return []
      const [x, length] = [edge + start * cell, widthOf(drawn) * cell]
      const named = style === '' ? '' : ` class="${style}"`
      const y = bar + at * row + 14
      return `<text x="${x.toFixed(1)}" y="${y}" textLength="${length.toFixed(1)}"${named}>${escaped(drawn)}</text>`
    })
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>
rect { fill: #161b22; stroke: #6e7681 }
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; fill: #e6edf3; white-space: pre }
.bold { font-weight: 700; fill: #ffffff }
.dim { fill: #9198a1 }
.red { fill: #ff7b72 }
.green { fill: #56d364 }
.yellow { fill: #e3b341 }
.cyan { fill: #56d4dd }
.lamp { fill: #6e7681 }
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<circle class="lamp" cx="20" cy="16" r="5"/><circle class="lamp" cx="38" cy="16" r="5"/><circle class="lamp" cx="56" cy="16" r="5"/>
${texts.join('\n')}
</svg>
`
}
