declare module "virtual:catalogue/*" {
  const texts: Record<string, string | string[]>;
  export default texts;
}
declare module "*.css";
interface ImportMeta {
  readonly env: { readonly DEV: boolean }; // Vite's
}
