// The mappings that come with the program (maps/), by the kind they fill.
export const layouts: Record<string, [name: string, title: string][]> = {
  ticket: [["zendesk", "Zendesk"], ["freshdesk", "Freshdesk"], ["intercom", "Intercom"]],
  subscription: [["stripe", "Stripe"], ["chargebee", "Chargebee"]],
  order: [["shopify", "Shopify"]],
  spend: [["google-ads", "Google Ads"]],
  answer: [["surveymonkey", "SurveyMonkey"], ["typeform", "Typeform"]],
};
