/**
 * The only style of the look-up page. It takes the font of the telephone, which has all Vietnamese letters: one of our
 * own would cost the slow networks of villages more than the page itself.
 */
export const LOOKUP_STYLE = `
*{box-sizing:border-box}
body{font:1.125rem/1.5 'Be Vietnam Pro',system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
header{display:flex;justify-content:space-between;align-items:center;gap:1rem;border-bottom:2px solid #0b5394;padding-bottom:.5rem}
header p{margin:0;font-weight:700;color:#0b5394}a{color:#0b5394}header a{padding:.75rem .25rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.2rem;margin:1.5rem 0 .5rem}
label{display:block;margin-top:1rem;font-weight:600}.help{color:#444;margin:.5rem 0}
input{font:inherit;width:100%;min-height:3rem;padding:.5rem .75rem;border:2px solid #555;border-radius:.25rem}
input[aria-invalid=true]{border-color:#b00020}
button{font:inherit;font-weight:600;width:100%;min-height:3rem;margin-top:1.25rem;border:0;border-radius:.25rem;background:#0b5394;color:#fff}
:focus-visible{outline:3px solid #b45309;outline-offset:2px}
[role=alert],.note{border-left:.4rem solid #b00020;padding:.5rem 1rem;margin:1rem 0;background:#fdf3f3}
.says{border-left:.4rem solid #0b5394;padding:.5rem 1rem;margin:1rem 0;background:#eef5fb;font-size:1.2rem}
ol{list-style:none;padding:0;margin:0;display:grid;gap:.25rem;grid-template-columns:repeat(4,1fr)}
ol li{border-top:.4rem solid #767676;padding-top:.4rem;font-size:1rem;overflow-wrap:anywhere}
ol li.done{border-color:#0b5394}ol li.here{border-color:#0b5394;border-top-style:double;font-weight:700}
ol small{display:block;font-weight:400;color:#444}
dl{margin:0}dt{font-weight:600;margin-top:.75rem}dd{margin:0;overflow-wrap:anywhere}
ul{padding-left:1.5rem;margin:.5rem 0}
@media (max-width:30rem){ol{grid-template-columns:1fr}ol li{border-top:0;border-left:.4rem solid #767676;padding:.25rem .75rem}ol li.here{border-top:0;border-left-style:double}}
@media print{form,header a{display:none}}
`;
