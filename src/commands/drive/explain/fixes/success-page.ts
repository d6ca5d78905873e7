import type { StackFixes } from '../types.ts'

/** Shows a page of success that names the workspace and no secret. */
export const successPageFixes: StackFixes = {
  'bolt-js': {
    says: 'Leave success out for Bolt’s own page, or write one without the installation in it.',
    code: `const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      success: (installation, options, req, res) => {
        res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
        const where = installation.team?.name ?? 'your organization'
        res.end(\`Installed in \${where}\`)
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'Leave success out for Bolt’s own page, or write one without the installation in it.',
    code: `def success(args):
    where = args.installation.team_name or "your organization"
    return BoltResponse(
        status=200,
        headers={"content-type": "text/plain; charset=utf-8"},
        body=f"Installed in {where}",
    )`,
  },
  'bolt-java': {
    says: 'Leave the callback out for Bolt’s own page, or write one without the tokens in it.',
    code: `app.oauthPersistenceCallback(args -> {
  OAuthV2AccessResponse.Team team = args.getApiResponse().getTeam();
  String where = team == null ? "your organization" : team.getName();
  args.getResponse().setStatusCode(200);
  args.getResponse().setContentType("text/plain; charset=utf-8");
  args.getResponse().setBody("Installed in " + where);
});`,
  },
  'slack-go': {
    says: 'Write single fields, never the whole answer.',
    code: `where := answer.Team.Name
if answer.IsEnterpriseInstall {
	where = answer.Enterprise.Name
}
w.Header().Set("Content-Type", "text/plain; charset=utf-8")
fmt.Fprintf(w, "Installed in %s", where)`,
  },
  node: {
    says: 'Write single fields, never the whole answer.',
    code: `const where = installed.team?.name ?? installed.enterprise?.name
res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
res.end(\`Installed in \${where}\`)`,
  },
}
