import { partsOf } from '../fields.ts'
import { Block } from './block.tsx'

/**
 * A list of blocks, in a message or in a view.
 * @param first the position of the first of these blocks in the message
 */
export function Blocks({ blocks, first = 0 }: { readonly blocks: unknown; readonly first?: number }) {
  const parts = partsOf(blocks)
  if (parts.length === 0) return null
  return (
    <div class="blocks">
      {parts.map((block, index) => (
        <Block key={index} block={block} at={first + index} />
      ))}
    </div>
  )
}
