import type { ComponentChildren } from 'preact'
import { isPart, labelOf, type Part, partsOf, textOf } from '../fields.ts'
import { Markdown } from '../text/markdown.tsx'
import { RichText } from '../text/rich-text.tsx'
import { Element } from './element.tsx'
import { InputBlock } from './input-block.tsx'
import { TableBlock } from './table.tsx'
import { PlanBlock, TaskCard } from './tasks.tsx'
import { Picture, TextObject } from './text-object.tsx'

/** One block (docs.slack.dev/reference/block-kit/blocks). @param at the position of the block, from 0 */
export function Block({ block, at }: { readonly block: Part; readonly at: number }): ComponentChildren {
  const blockId = textOf(block['block_id']) || `b${at}`
  switch (block['type']) {
    case 'section':
      return <Section block={block} blockId={blockId} />
    case 'header':
      return (
        <h3 class="header">
          <TextObject value={block['text']} />
        </h3>
      )
    case 'divider':
      return <hr />
    case 'context':
      return <Context block={block} />
    case 'actions':
    case 'context_actions':
      return <Actions block={block} blockId={blockId} />
    case 'image':
      return (
        <figure>
          {block['title'] !== undefined && (
            <figcaption>
              <TextObject value={block['title']} />
            </figcaption>
          )}
          <Picture part={block} />
        </figure>
      )
    case 'rich_text':
      return (
        <div class="text">
          <RichText elements={block['elements']} />
        </div>
      )
    case 'input':
      return <InputBlock block={block} blockId={blockId} />
    case 'markdown':
      return (
        <div class="text">
          <Markdown text={textOf(block['text'])} />
        </div>
      )
    case 'table':
      return <TableBlock block={block} />
    case 'video':
      return <Video block={block} />
    case 'file':
      return <p class="filecard">File {textOf(block['external_id'])}</p>
    case 'plan':
      return <PlanBlock block={block} />
    case 'task_card':
      return <TaskCard task={block} />
    default:
      return <Unknown block={block} />
  }
}

function Section({ block, blockId }: { readonly block: Part; readonly blockId: string }) {
  const { text, fields, accessory } = block
  return (
    <div class="section">
      <div class="words">
        {text !== undefined && (
          <div class="text">
            <TextObject value={text} />
          </div>
        )}
        {partsOf(fields).length > 0 && (
          <div class="fields">
            {partsOf(fields).map((field, index) => (
              <div key={index} class="text">
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isPart(accessory) && <Element element={accessory} blockId={blockId} at={0} isInput={false} dispatches />}
    </div>
  )
}

function Context({ block }: { readonly block: Part }) {
  return (
    <div class="context">
      {partsOf(block['elements']).map((element, index) => (
        <span key={index}>
          {element['type'] === 'image' ? <Picture part={element} small /> : <TextObject value={element} />}
        </span>
      ))}
    </div>
  )
}

function Actions({ block, blockId }: { readonly block: Part; readonly blockId: string }) {
  return (
    <div class="actions">
      {partsOf(block['elements']).map((element, index) => (
        <Element key={index} element={element} blockId={blockId} at={index} isInput={false} dispatches />
      ))}
    </div>
  )
}

function Video({ block }: { readonly block: Part }) {
  const url = textOf(block['title_url']) || textOf(block['video_url'])
  return (
    <div class="card">
      <p class="soft">{textOf(block['provider_name']) || textOf(block['author_name'])}</p>
      <p>
        <Picture part={{ alt_text: `▶ ${labelOf(block['title'])}`, image_url: url }} small />
      </p>
      <p>
        <TextObject value={block['description']} />
      </p>
    </div>
  )
}

/** A block that this page does not know: its type and its JSON. */
function Unknown({ block }: { readonly block: Part }) {
  return (
    <details class="unknown">
      <summary>
        Block <code>{textOf(block['type']) || 'without a type'}</code>
      </summary>
      <pre>{JSON.stringify(block, null, 2)}</pre>
    </details>
  )
}
