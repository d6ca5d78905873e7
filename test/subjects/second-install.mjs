// An app that treats a second install differently from the first. DEFECT names how.
import { answer, redirect, startApp, steps } from './base-app.mjs'

const { DEFECT = '' } = process.env
const isSecond = (app) => app.installed.size > 0

/** The changed steps for each defect. */
const defects = {
  // Without a defect: the app allows only one installation, and says so.
  'refuses-others': {
    async callback(step) {
      if (isSecond(step.app)) return answer(step.response, 403, 'Somebody has installed this app')
      await steps.callback(step)
    },
  },
  'second-link-broken': {
    link(link) {
      if (isSecond(app)) link.searchParams.set('scope', 'chat:shout')
      return link
    },
  },
  'second-install-loops': {
    install: (step) => (isSecond(step.app) ? redirect(step.response, '/install') : step.app.goToSlack(step)),
  },
  'second-install-hangs': {
    async callback(step) {
      if (!isSecond(step.app)) await steps.callback(step)
    },
  },
}

const app = startApp(defects[DEFECT])
