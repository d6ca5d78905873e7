import type { StackFixes } from '../types.ts'

/** Sends the person back only to a page of the app. */
export const returnPathFixes: StackFixes = {
  'bolt-js': {
    says: 'Bolt’s own pages lead to Slack. In a success of your own, compare the origin before you redirect.',
    code: `const app = new App({
  ...settings,
  installerOptions: {
    callbackOptions: {
      success: (installation, options, req, res) => {
        const home = new URL('https://app.example.com/')
        const asked = new URL(String(options.metadata ?? '/'), home)
        const target = asked.origin === home.origin ? asked : home
        res.writeHead(302, { location: target.href }).end()
      },
    },
  },
})`,
  },
  'bolt-python': {
    says: 'Bolt’s own pages lead to Slack. In a success of your own, compare scheme and host before you redirect.',
    code: `def own_address(asked):
    home = "https://app.example.com/"
    target = urljoin(home, asked.replace("\\\\", "/"))
    same = urlsplit(target)[:2] == urlsplit(home)[:2]
    return target if same else home`,
  },
  'bolt-java': {
    says: 'Bolt’s own pages lead to Slack. In a callback of your own, compare the host before you redirect.',
    code: `URI home = URI.create("https://app.example.com/");
URI target = home.resolve(asked);
boolean same = home.getScheme().equals(target.getScheme())
    && home.getAuthority().equals(target.getAuthority());
String location = (same ? target : home).toString();
response.getHeaders().put("Location", List.of(location));`,
  },
  'slack-go': {
    says: 'Accept a path of the app only.',
    code: `target := r.FormValue("next")
isPath := strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "//")
if !isPath || strings.Contains(target, "\\\\") {
	target = "/"
}
http.Redirect(w, r, target, http.StatusFound)`,
  },
  node: {
    says: 'Compare the origin after the URL was parsed: “//other.example” and “/\\other.example” are other hosts.',
    code: `const home = new URL('https://app.example.com/')
const asked = new URL(url.searchParams.get('next') ?? '/', home)
const target = asked.origin === home.origin ? asked : home
res.writeHead(302, { location: target.href })
res.end()`,
  },
}
