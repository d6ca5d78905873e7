/** The CSS of the inspector, in addition to the CSS of all pages. */
export const inspectorStyle = `
.skip{position:absolute;left:-9999px}.skip:focus{left:16px;top:8px;background:var(--card);color:var(--ink);padding:8px 14px;border-radius:8px;z-index:2}
.wide main{padding-top:20px}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:10px 24px;margin-bottom:18px}
.top h1{margin:0}.top p{margin:2px 0 0}
.tools{display:flex;gap:12px;align-items:center;flex:1 1 260px;max-width:420px}
.grow{flex:1}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.live{display:inline-flex;align-items:center;gap:6px;color:var(--soft);font-size:13px;white-space:nowrap}
.live:before{content:"";width:8px;height:8px;border-radius:50%;background:var(--soft)}
.live.on:before{background:var(--go)}
a{color:inherit}
.columns{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:18px;align-items:start}
.stack{display:grid;gap:18px;align-content:start;min-width:0}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 20px;min-width:0}
.panel>h2{display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline;margin-bottom:8px}
h2 small,h3 small{font-weight:400;color:var(--soft);font-size:13px}
h3{margin:0 0 4px;font-size:14px;display:flex;flex-wrap:wrap;gap:2px 8px;align-items:baseline}
h3 small{margin:0}
.place{margin:0;font-size:18px}
.message{display:grid;grid-template-columns:36px minmax(0,1fr);gap:0 12px;padding:7px 8px;margin:0 -8px;border-radius:8px}
.message:target{background:var(--tint);box-shadow:inset 3px 0 var(--focus)}
.thread{margin:0 0 4px 17px;padding-left:24px;border-left:2px solid var(--line)}
.thread .message{grid-template-columns:26px minmax(0,1fr);gap:0 10px}
.face{grid-row:1/4;display:grid;place-items:center;width:36px;height:36px;border-radius:9px;color:#fff;font-weight:700}
.thread .face{width:26px;height:26px;font-size:12px;border-radius:7px}
.author{font-weight:700}.author small{font-weight:400;color:var(--soft);margin-left:8px;font-size:13px}
.tag{font-size:10.5px;font-weight:700;letter-spacing:.05em;padding:1px 5px;border-radius:4px;background:var(--tint);border:1px solid var(--line);color:var(--soft);margin-left:6px;vertical-align:1px}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.notice .text{color:var(--soft);font-style:italic}
.marks{display:flex;flex-wrap:wrap;gap:6px;margin-top:4px}
.chip{display:inline-block;font-size:12.5px;line-height:1.5;padding:1px 9px;border-radius:11px;background:var(--tint);border:1px solid var(--line);overflow-wrap:anywhere}
.file{border-radius:8px;padding:4px 10px}
.empty{color:var(--soft);margin:0}
.item{padding:9px 0;border-top:1px solid var(--line)}
.item:first-of-type{border-top:0}
.item p{margin:0}
#people p,[data-group=quiet] p{margin:0 0 6px}#people h3{margin-top:10px}
.scopes{display:flex;flex-wrap:wrap;gap:4px;margin-top:5px}
.scopes .chip{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.ended h3,.ended code{text-decoration:line-through;color:var(--soft)}
.fault{display:flex;justify-content:space-between;align-items:center;gap:10px}
.stage{display:grid;grid-template-columns:minmax(0,1fr) 70px auto;gap:8px;margin-top:10px;align-items:end}
.stage div:first-of-type{grid-column:1/-1}
label{display:block;font-size:13px;color:var(--soft)}
input{width:100%;min-width:0;padding:7px 10px;font:inherit;font-size:14px;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:8px}
button{padding:7px 14px;font:inherit;font-size:14px;font-weight:700;border-radius:8px;cursor:pointer;border:1px solid var(--go);background:var(--go);color:var(--on-go)}
.quiet{padding:3px 10px;font-weight:400;background:none;color:inherit;border-color:var(--line)}
.problem{border:1px solid var(--bad);border-radius:8px;padding:8px 12px;color:var(--bad);font-weight:600}
.requests{margin-top:18px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th{text-align:left;color:var(--soft);font-weight:600;font-size:13px}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
tr:last-child td{border-bottom:0}
td.args{white-space:normal;overflow-wrap:anywhere;min-width:220px;font-size:13px}
time,.num{font-variant-numeric:tabular-nums}
.good{color:var(--go)}.bad{color:var(--bad)}
.hidden{display:none!important}
@media(prefers-reduced-motion:no-preference){.fresh{animation:fresh 1.6s}@keyframes fresh{from{background:var(--tint)}}}
@media(max-width:900px){.columns{grid-template-columns:minmax(0,1fr)}}
@media(max-width:620px){.panel{padding:14px}.tools{max-width:none}
.requests thead{position:absolute;clip-path:inset(50%)}.requests table,.requests tbody{display:block}
.requests tr{display:grid;grid-template-columns:1fr auto;gap:0 12px;padding:8px 0;border-bottom:1px solid var(--line)}.requests tr:last-child{border:0}
.requests td{border:0;padding:0;white-space:normal;overflow-wrap:anywhere}.requests td:first-child{order:2;color:var(--soft);text-align:right}.requests td:nth-child(3){order:4;color:var(--soft);text-align:right}
.requests td:nth-child(2){order:1}.requests td:nth-child(4){order:3}.requests td.args{order:5;grid-column:1/-1;min-width:0}}
`
