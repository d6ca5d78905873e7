/** Functions that tell what a button or link does, from its label and the path of its URL. */

/** Whether the button deletes something or costs money. No program presses such a button for a person. */
export function isDestructive(said: string): boolean {
  return /(?:^|[^a-z])(?:delet|remov|disconnect|uninstall|revok|log.?out|sign.?out|unlink|deactivat|disabl|destroy|clos(?:e|ing)\b|eras(?:e|ing)\b|wip(?:e|ing)\b|reset|terminat|purg(?:e|ing)\b|unsubscrib|cancel|declin|deny|reject|leav(?:e|ing)\b|detach|deauthori[sz]|forget|pay\b|buy\b|purchas|upgrad)/i.test(
    said.replace(/([a-z])(?=[A-Z])/g, '$1 '),
  )
}

export function leadsToSlack(said: string): boolean {
  return /slack/i.test(said) && /install|add|sign|connect|auth|log.?in|continue|allow/i.test(said)
}

/** Whether the button installs an app, and does not only sign a person in. */
export function installs(said: string): boolean {
  return /slack/i.test(said) && /\binstall|\badd\b|\bconnect/i.test(said)
}

export function goesOn(said: string): boolean {
  return /\b(?:install|add|continue|allow|agree|accept|authori[sz]e|approve|connect|next|proceed|sign.?in|log.?in)\b/i.test(
    said,
  )
}
