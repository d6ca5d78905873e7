import { emojiTable } from './emoji-table.ts'

/** The codes of the countries whose flag has the name `flag-` and the code. */
const countries = `
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by
bz ca cc cd cf cg ch ci ck cl cm cn co cp cr cu cv cw cx cy cz de dg dj dk dm do dz ea ec ee eg eh er es et eu
fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ic id ie il im in
io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg
mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl
pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz ta tc td
tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um un us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw
`

const skinTones = ['🏻', '🏼', '🏽', '🏾', '🏿']

let known: ReadonlyMap<string, string> | undefined

/** Returns a map from each name to its emoji. The map is built at the first call. */
export function allEmoji(): ReadonlyMap<string, string> {
  known ??= new Map([
    ...emojiTable
      .trim()
      .split(/,\s*/)
      .flatMap((entry) => {
        const [sign = '', ...names] = entry.split(' ')
        return names.map((name): [string, string] => [name, sign])
      }),
    ...countries
      .trim()
      .split(/\s+/)
      .map((code): [string, string] => [`flag-${code}`, flagOf(code)]),
  ])
  return known
}

/**
 * Returns the emoji with this name; undefined when Slack has no such emoji. A workspace can have more emoji of its own.
 * @param name without the outer colons; it can end with a skin tone, `+1::skin-tone-3`
 */
export function emojiNamed(name: string): string | undefined {
  const [, base = '', tone] = /^(.+?)(?:::skin-tone-([2-6]))?$/.exec(name) ?? []
  const sign = allEmoji().get(base)
  return sign === undefined || tone === undefined ? sign : sign + (skinTones[Number(tone) - 2] ?? '')
}

/** Returns the flag of a country: two letters of a special alphabet, which fonts show as one picture. */
function flagOf(code: string): string {
  return String.fromCodePoint(...Array.from(code, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 97))
}
