declare module "virtual:catalogue/*" {
  const texts: Record<string, string | string[]>;
  export default texts;
}
declare module "*.css";
