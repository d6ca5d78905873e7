import { markAttribute } from '../tags.ts'

/**
 * Scripts that run in a page, but in an isolated world: the page's own scripts cannot see them. The scripts are
 * strings, because the rest of the code has no `document`.
 */

/** What a person can press on a page. */
const pressable = 'a,area,button,input,form,summary,[role=button],[onclick]'

/**
 * The global variable with the elements of the last `readPage`. It exists only in the isolated world of these scripts.
 */
const memory = 'globalThis.slackTokensElements'

/** A button outside of any form: what it does depends only on a script of the page. */
export interface LooseButton {
  readonly mark: string
  readonly label: string
}

export interface PageReading {
  /** The page as it is now. */
  readonly html: string
  /**
   * The same page, but elements that a person does not see are disabled, and elements that can be pressed have a mark.
   */
  readonly marked: string
  readonly loose: readonly LooseButton[]
  /** Whether the page has a script. */
  readonly hasScript: boolean
}

/**
 * Returns the script that reads the page. It marks a copy, so that the page does not change. The copy belongs to
 * another document, in which custom elements do nothing.
 * @param most maximum number of characters of each text
 */
export function readPage(most: number): string {
  return `(() => {
    const find = (root) => [...root.querySelectorAll(${JSON.stringify(pressable)})]
    const elements = find(document)
    ${memory} = elements
    const copy = document.implementation.createHTMLDocument('').importNode(document.documentElement, true)
    const copies = find(copy)
    const loose = []
    elements.forEach((element, index) => {
      const other = copies[index]
      if (!other) return
      const isHiddenField = element.matches('input[type=hidden]')
      if (!isHiddenField && !element.matches('form') && !element.checkVisibility({ visibilityProperty: true })) {
        other.removeAttribute('href')
        other.setAttribute('disabled', '')
        if (element.matches('input')) other.setAttribute('type', 'hidden')
        return
      }
      other.setAttribute(${JSON.stringify(markAttribute)}, String(index))
      if (element.matches('input')) {
        if (element.matches('[type=checkbox],[type=radio]')) other.toggleAttribute('checked', element.checked)
        else if (!element.matches('[type=file],[type=password]')) other.setAttribute('value', element.value)
      }
      const isButton = element.matches('button,summary,[role=button],[onclick],input[type=button]')
      const goes = element.matches('a[href],area[href]') && /^https?:/.test(element.protocol) && element.getAttribute('href') !== '#'
      const sends = element.form && element.matches('button:not([type]),[type=submit],[type=image]')
      if (element.disabled || goes || sends || !(isButton || element.matches('a')) || element.matches('form')) return
      const texts = [element.innerText, element.value, element.getAttribute('aria-label'), element.title]
      for (const image of element.querySelectorAll('img[alt]')) texts.push(image.alt)
      loose.push({ mark: String(index), label: texts.filter(Boolean).join(' ').replace(/\\s+/g, ' ').trim().slice(0, 200) })
    })
    return {
      html: document.documentElement.outerHTML.slice(0, ${most}),
      marked: copy.outerHTML.slice(0, ${most}),
      loose: loose.filter(({ label }) => label !== '').slice(0, 200),
      hasScript: document.scripts.length > 0 || document.querySelector('[onclick],[onsubmit],[onload]') !== null,
    }
  })()`
}

/** Where to click. Null when the script pressed the element itself, because something covers the element. */
export interface ClickPlace {
  readonly x: number
  readonly y: number
}

/**
 * The part of a script that returns the middle of `element`. If a click there would miss the element, the script
 * presses the element itself and returns null.
 */
const middle = `
    element.scrollIntoView({ block: 'center', inline: 'center' })
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect()
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    const hit = document.elementFromPoint(at.x, at.y)
    if (hit && element.contains(hit)) return at
    element.click()
    return null`

/**
 * Returns the script that prepares to press a marked element, and returns a `ClickPlace`. The script ticks the required
 * checkboxes and radio buttons of the form, as a person has to.
 */
export function pressMarked(mark: string): string {
  return `(() => {
    const element = ${memory}?.[${Number(mark)}]
    if (!element) return undefined
    const form = element.matches('form') ? element : element.form
    const fields = form ? [...form.elements] : []
    for (const field of fields) {
      if (!field.required) continue
      const isUnticked = field.type === 'checkbox' && !field.checked
      const isUnchosen = field.type === 'radio' && !fields.some((one) => one.type === 'radio' && one.name === field.name && one.checked)
      if (isUnticked || isUnchosen) field.click()
    }
    if (element.matches('form')) {
      element.requestSubmit()
      return null
    }${middle}
  })()`
}

/** What a person chooses on the simulator's consent page. */
export interface PageChoice {
  /** `request` asks the admins for their approval. */
  readonly decision: 'allow' | 'cancel' | 'request'
  /** The id `T…` or `E…` of the workspace or organization. */
  readonly workspace?: string | undefined
  /** The id `U…` or the name of the person. */
  readonly user?: string | undefined
  /** The id `C…` or the name of the channel for the incoming webhook. */
  readonly channel?: string | undefined
  /** The optional scopes to untick. */
  readonly untick?: readonly string[] | undefined
}

/** The result of `chooseOnPage`: an error page, a choice that the page does not offer, or where to click. */
export type Chosen =
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  | { readonly kind: 'missing'; readonly what: string; readonly offered: readonly string[] }
  | {
      readonly kind: 'ready'
      readonly place: ClickPlace | null
      /** Why the page did not accept the previous choice; empty when it did not refuse a choice. */
      readonly problem: string
    }

/** Returns the script that applies the choice on the simulator's consent page, and returns a `Chosen`. */
export function chooseOnPage(choice: PageChoice): string {
  return `((choice) => {
    const form = document.querySelector('form[method=post]')
    const button = [...(form?.querySelectorAll('button[name=decision]') ?? [])].find(({ value }) => value === choice.decision)
    if (!button) {
      const text = (name) => document.querySelector(name)?.textContent?.trim() ?? ''
      const isForAdmins = form?.querySelector('button[value=request]') ?? null
      const code = isForAdmins ? 'approval_required' : text('.problem code')
      return { kind: 'error', code, message: text('.said') || text('main p') || text('h1') }
    }
    const plain = (text) => text.replace(/^[@#]/, '').trim().toLowerCase()
    const names = ({ value, text }) => [value, text, /\\(@([^),]+)/.exec(text)?.[1] ?? '', /^# (\\S+)/.exec(text)?.[1] ?? '']
    const take = (field, option) => {
      field.value = option.value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const select = (field, wanted, isOffered = () => true) => {
      const options = [...(field?.options ?? [])].filter(isOffered)
      const option = options.find((one) => names(one).some((name) => plain(name) === plain(wanted)))
      if (!option) return options.map(({ text }) => text)
      take(field, option)
    }
    const { workspace, user, untick = [] } = choice
    const people = form.elements.user
    // The page of a single workspace has no list of workspaces. Then the list of people shows whether it is the wanted
    // workspace.
    const isThere = ({ dataset }) => !team || (dataset.in ?? '').split(' ').includes(team)
    const picker = form.elements.workspace
    const places = workspace && picker ? select(picker, workspace) : undefined
    if (places) return { kind: 'missing', what: workspace, offered: places }
    const team = picker ? picker.value : workspace
    const there = [...(people?.options ?? [])].filter(isThere)
    if (workspace && there.length === 0) return { kind: 'missing', what: workspace, offered: [] }
    const others = user ? select(people, user, isThere) : undefined
    if (others) return { kind: 'missing', what: user, offered: others }
    // The page preselects a person of its preselected workspace. After the choice of another workspace, select a person
    // of that workspace.
    if (!user && there.length > 0 && !there.includes(people.selectedOptions[0])) take(people, there[0])
    const channel = form.elements['channel:' + form.elements.user?.value]
    const channels = choice.channel ? select(channel, choice.channel) : undefined
    if (channels) return { kind: 'missing', what: choice.channel, offered: channels }
    const boxes = [...form.querySelectorAll('input[type=checkbox]')]
    for (const scope of untick) {
      const own = boxes.filter(({ name }) => name === 'keep:bot:' + scope || name === 'keep:user:' + scope)
      if (own.length === 0) return { kind: 'missing', what: scope, offered: boxes.map(({ name }) => name.replace(/^keep:\\w+:/, '')) }
      for (const box of own) if (box.checked) box.click()
    }
    const element = button
    const place = (() => {${middle}
    })()
    return { kind: 'ready', place, problem: document.querySelector('.problem[role=alert]')?.textContent?.trim() ?? '' }
  })(${JSON.stringify(choice)})`
}
