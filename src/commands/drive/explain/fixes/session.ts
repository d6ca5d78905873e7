import type { StackFixes } from '../types.ts'

/** Stores on the server what a browser may not have, and gives the browser the id of a session. */
export const sessionFixes: StackFixes = {
  'bolt-js': {
    says: 'The tokens stay in installationStore. The browser gets a random id, which stands for the workspace.',
    code: `import { randomUUID } from 'node:crypto'

const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      success: (installation, options, req, res) => {
        const id = randomUUID()
        sessions.set(id, installation.team?.id)
        const cookie = \`session=\${id}; Path=/; HttpOnly; Secure; SameSite=Lax\`
        res.writeHead(302, { location: '/installed', 'set-cookie': cookie })
        res.end()
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'The tokens stay in installation_store. The browser gets a random id, which stands for the workspace.',
    code: `from uuid import uuid4

def success(args):
    session = str(uuid4())
    sessions[session] = args.installation.team_id
    cookie = f"session={session}; Path=/; HttpOnly; Secure; SameSite=Lax"
    headers = {"location": "/installed", "set-cookie": cookie}
    return BoltResponse(status=302, headers=headers)`,
  },
  'bolt-java': {
    says: 'The tokens stay in InstallationService. The browser gets a random id, which stands for the workspace.',
    code: `app.oauthPersistenceCallback(args -> {
  String id = UUID.randomUUID().toString();
  sessions.put(id, args.getInstaller().getTeamId());
  String flags = "; Path=/; HttpOnly; Secure; SameSite=Lax";
  List<String> cookie = Arrays.asList("session=" + id + flags);
  Response resp = args.getResponse();
  resp.setStatusCode(302);
  resp.getHeaders().put("Location", Arrays.asList("/installed"));
  resp.getHeaders().put("Set-Cookie", cookie);
});`,
  },
  'slack-go': {
    says: 'The tokens stay in the database. The browser gets a random id, which stands for the workspace.',
    code: `id := rand.Text() // crypto/rand
sessions.Store(id, answer.Team.ID)
http.SetCookie(w, &http.Cookie{
	Name: "session", Value: id, Path: "/",
	HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode,
})
http.Redirect(w, r, "/installed", http.StatusFound)`,
  },
  node: {
    says: 'The tokens stay in the database. The browser gets a random id, which stands for the workspace.',
    code: `import { randomUUID } from 'node:crypto'

const id = randomUUID()
sessions.set(id, installed.team?.id)
const cookie = \`session=\${id}; Path=/; HttpOnly; Secure; SameSite=Lax\`
res.writeHead(302, { location: '/installed', 'set-cookie': cookie })
res.end()`,
  },
}
