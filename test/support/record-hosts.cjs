// A preload for tests: writes each host that the program connects to into the file HOSTS, and lets it reach only this
// computer.
const { appendFileSync } = require('node:fs')
const { Socket, isIP } = require('node:net')

const { connect } = Socket.prototype
const isHere = (host) => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

Socket.prototype.connect = function record(...args) {
  const [first] = args.flat()
  const { host = 'localhost', path } = typeof first === 'object' && first !== null ? first : { host: args[1] }
  if (path || isHere(host)) return connect.apply(this, args)
  appendFileSync(process.env.HOSTS, `${host}\n`)
  process.nextTick(() =>
    this.destroy(Object.assign(new Error('The test allows no connection'), { code: 'ECONNREFUSED' })),
  )
  return this
}
