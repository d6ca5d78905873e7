import { emojiNamed } from '../../../slack/facts/emoji.ts'
import { initialOf, tintOf } from './names.ts'

/** The square with the first letter of a name, or with the emoji that an app chose. Screen readers skip it. */
export function Avatar({ name, icon }: { readonly name: string; readonly icon: string | null }) {
  const sign = icon === null ? undefined : emojiNamed(icon.replaceAll(/^:|:$/g, ''))
  return (
    <span class={`avatar ${sign === undefined ? tintOf(name) : 'picture'}`} aria-hidden="true">
      {sign ?? initialOf(name)}
    </span>
  )
}
