import { isPart, type Part, partsOf, textOf } from '../fields.ts'
import { RichText } from '../text/rich-text.tsx'

/** A `table` block (docs.slack.dev/reference/block-kit/blocks/table-block). Its first row is the heading. */
export function TableBlock({ block }: { readonly block: Part }) {
  const rows = (Array.isArray(block['rows']) ? block['rows'] : []).map(partsOf)
  const columns = partsOf(block['column_settings'])
  const align = (at: number) => `align-${textOf(columns[at]?.['align']) || 'left'}`
  const [head = [], ...body] = rows
  return (
    // The table can be wider than the page, so a person with a keyboard must be able to scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="scroll" tabIndex={0} aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" class={align(index)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at} class={align(at)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ cell }: { readonly cell: Part }) {
  if (cell['type'] === 'rich_text') return <RichText elements={cell['elements']} />
  const { text } = cell
  return <>{isPart(text) ? textOf(text['text']) : textOf(text)}</>
}
