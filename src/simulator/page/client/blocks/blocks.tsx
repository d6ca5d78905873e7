import { partsOf } from '../fields.ts'
import { Block } from './block.tsx'

/** A list of blocks, in a message or in a view. */
export function Blocks({ blocks }: { readonly blocks: unknown }) {
  return (
    <div class="blocks">
      {partsOf(blocks).map((block, index) => (
        <Block key={index} block={block} at={index} />
      ))}
    </div>
  )
}
