// A program for BROWSER in tests. It opens Slack's consent page, presses Allow, and opens the callback. With
// PRESS_ALLOW_ONLY it prints the address of the callback instead, as a person copies it from a browser elsewhere.
const [, , address = ''] = process.argv
const { PRESS_ALLOW_AT, PRESS_ALLOW_ONLY } = process.env
const page = PRESS_ALLOW_AT ? address.replace(/^https:\/\/slack\.com\//, new URL('/', PRESS_ALLOW_AT).href) : address

// The certificate for localhost is self-signed, and a person would continue.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
const described = await fetch(page, { headers: { accept: 'application/json' } })
if (described.headers.get('content-type')?.startsWith('application/json')) {
  const { request } = await described.json()
  const answered = await fetch(page.split('?')[0], {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ request, decision: 'allow' }),
  })
  if (PRESS_ALLOW_ONLY) console.log(answered.headers.get('location'))
  else await fetch(answered.headers.get('location'))
}
