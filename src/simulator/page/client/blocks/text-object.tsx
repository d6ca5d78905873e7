import { isPart, type Part, textOf } from '../fields.ts'
import { Mrkdwn, PlainText } from '../text/mrkdwn.tsx'

/** A text object of Block Kit, or a plain string. */
export function TextObject({ value }: { readonly value: unknown }) {
  if (!isPart(value)) return <>{textOf(value)}</>
  const text = textOf(value['text'])
  return value['type'] === 'mrkdwn' ? (
    <Mrkdwn text={text} />
  ) : (
    <PlainText text={text} emoji={value['emoji'] !== false} />
  )
}

/** The description of a picture and a link to it. The page does not load pictures from other computers. */
export function Picture({ part, small = false }: { readonly part: Part; readonly small?: boolean }) {
  const alt = textOf(part['alt_text']) || textOf(part['fallback']) || 'Picture'
  const url = textOf(part['image_url']) || textOf(part['thumb_url'])
  const shown = (
    <span role="img" aria-label={alt}>
      {small ? alt : `🖼 ${alt}`}
    </span>
  )
  const className = `remote${small ? ' small' : ''}`
  if (!/^https?:\/\//.test(url)) return <span class={className}>{shown}</span>
  return (
    <a class={className} href={url} title={url} target="_blank" rel="noreferrer noopener">
      {shown}
    </a>
  )
}
