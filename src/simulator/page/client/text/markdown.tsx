import type { ComponentChildren } from 'preact'
import { Emoji, Link } from './mrkdwn.tsx'
import { type MarkdownBlock, type MarkdownInline, parseMarkdown, parseMarkdownInline } from './parse-markdown.ts'

/** A text in standard Markdown, as a `markdown` block has it. */
export function Markdown({ text }: { readonly text: string }) {
  return <MarkdownBlocks blocks={parseMarkdown(text)} />
}

function MarkdownBlocks({ blocks }: { readonly blocks: readonly MarkdownBlock[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
    </>
  )
}

function OneBlock({ block }: { readonly block: MarkdownBlock }): ComponentChildren {
  switch (block.kind) {
    case 'heading':
      return (
        <p class={`heading${block.level}`}>
          <strong>
            <MarkdownText text={block.text} />
          </strong>
        </p>
      )
    case 'paragraph':
      return (
        <p>
          <MarkdownText text={block.text} />
        </p>
      )
    case 'code':
      return <pre>{block.text}</pre>
    case 'quote':
      return (
        <blockquote>
          <MarkdownBlocks blocks={block.blocks} />
        </blockquote>
      )
    case 'list': {
      const items = block.items.map(({ text, depth, done }, index) => (
        <li key={index} class={`indent${depth}`}>
          {done !== undefined && (
            <input type="checkbox" checked={done} disabled aria-label={done ? 'done' : 'not done'} />
          )}
          <MarkdownText text={text} />
        </li>
      ))
      return block.ordered ? (
        <ol class="list" start={block.start}>
          {items}
        </ol>
      ) : (
        <ul class="list">{items}</ul>
      )
    }
    case 'table':
      return <MarkdownTable rows={block.rows} />
    case 'rule':
      return <hr />
  }
}

function MarkdownTable({ rows: [head = [], ...body] }: { readonly rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th key={index} scope="col">
              <MarkdownText text={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at}>
                <MarkdownText text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MarkdownText({ text }: { readonly text: string }) {
  return <Inlines nodes={parseMarkdownInline(text)} />
}

function Inlines({ nodes }: { readonly nodes: readonly MarkdownInline[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <OneInline key={index} node={node} />
      ))}
    </>
  )
}

function OneInline({ node }: { readonly node: MarkdownInline }): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'code':
      return <code>{node.text}</code>
    case 'emoji':
      return <Emoji name={node.text} />
    case 'bold':
      return <strong>{<Inlines nodes={node.inside} />}</strong>
    case 'italic':
      return <em>{<Inlines nodes={node.inside} />}</em>
    case 'strike':
      return <s>{<Inlines nodes={node.inside} />}</s>
    case 'link':
      return <Link url={node.url}>{node.label}</Link>
  }
}
