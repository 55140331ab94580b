// The tokens of all members: to see what programs there are, and to revoke.
import { TokenList } from "./tokens";

export function AllTokens() {
  return <TokenList path="/tokens" showWhose />;
}
