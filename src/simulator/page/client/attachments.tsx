import { Blocks } from './blocks/blocks.tsx'
import { Picture } from './blocks/text-object.tsx'
import { type Part, partsOf, textOf } from './fields.ts'
import { Link, Mrkdwn, PlainText } from './text/mrkdwn.tsx'

/** The attachments of a message: link previews, and content in Slack's older format. */
export function Attachments({ list }: { readonly list: unknown }) {
  return (
    <>
      {partsOf(list).map((attachment, index) => (
        <Attachment key={index} attachment={attachment} />
      ))}
    </>
  )
}

const named: Readonly<Record<string, string>> = { good: 'good', warning: 'warning', danger: 'danger' }

function Attachment({ attachment }: { readonly attachment: Part }) {
  const { pretext, blocks, title, text, author_name: author, footer, color, fields } = attachment
  const formatted = (name: string) => {
    const where = attachment['mrkdwn_in']
    return !Array.isArray(where) || where.includes(name)
  }
  const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(textOf(color))?.[1]
  return (
    <div class="attachment">
      {textOf(pretext) !== '' && (
        <div class="text">
          <Mrkdwn text={textOf(pretext)} />
        </div>
      )}
      <div class="inside">
        <svg class={`stripe ${named[textOf(color)] ?? ''}`} aria-hidden="true">
          <rect width="4" height="100%" rx="2" fill={hex === undefined ? undefined : `#${hex}`} />
        </svg>
        {textOf(author) !== '' && <p class="soft">{textOf(author)}</p>}
        {textOf(title) !== '' && (
          <p>
            <strong>
              <Link url={textOf(attachment['title_link']) || textOf(attachment['from_url'])}>{textOf(title)}</Link>
            </strong>
          </p>
        )}
        {textOf(text) !== '' && (
          <div class="text">
            {formatted('text') ? <Mrkdwn text={textOf(text)} /> : <PlainText text={textOf(text)} />}
          </div>
        )}
        {partsOf(fields).length > 0 && (
          <dl class="fields">
            {partsOf(fields).map((field, index) => (
              <div key={index}>
                <dt>{textOf(field['title'])}</dt>
                <dd>
                  <Mrkdwn text={textOf(field['value'])} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {Array.isArray(blocks) && <Blocks blocks={blocks} />}
        {(attachment['image_url'] ?? attachment['thumb_url']) !== undefined && <Picture part={attachment} />}
        {textOf(footer) !== '' && <p class="soft small">{textOf(footer)}</p>}
      </div>
    </div>
  )
}
