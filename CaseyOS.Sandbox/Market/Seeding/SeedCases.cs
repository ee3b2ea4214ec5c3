using CaseyOS.Sandbox.Calendar;
using CaseyOS.Sandbox.OAuth;

namespace CaseyOS.Sandbox.Market.Seeding;

/// <summary>For every rule that looks at HubSpot, a case that it finds and near misses that differ in the one fact that matters.</summary>
internal static class SeedCases
{
    public static void Run(SeedContext seed)
    {
        var cases = new CaseWriter(seed);
        Stages(cases);
        Risks(cases);
        Wins(cases);
        People(cases);
        Customers(cases);
        Meetings(cases);
    }

    private static void Stages(CaseWriter cases)
    {
        cases.Deal("deal_stalled", true, "nine days in one stage", deal => deal.In("presentationscheduled", 9).Touched(1));
        cases.Deal("deal_stalled", false, "six days in one stage", deal => deal.In("presentationscheduled", 6).Touched(1));
        cases.Deal("deal_stalled", false, "a meeting is ahead", deal => deal.In("presentationscheduled", 9).Touched(1).Meeting(72));
        cases.Deal("proposal_no_response", true, "silent for four days", deal => deal.In("proposalsent", 5).Touched(4));
        cases.Deal("proposal_no_response", false, "they wrote two days ago", deal => deal.In("proposalsent", 5).Touched(2));
        cases.Deal("deal_close_date_passed", true, "the date was yesterday", deal => deal.In("qualifiedtobuy", 2).Touched(1).Closes(-1));
        cases.Deal("deal_close_date_passed", false, "the date is today", deal => deal.In("qualifiedtobuy", 2).Touched(1).Closes(0));
        cases.Deal("deal_stage_changed", true, "moved three hours ago", deal => deal.In("qualifiedtobuy", 0.125).Touched(5));
        cases.Deal("deal_stage_changed", false, "somebody wrote since it moved", deal => deal.In("qualifiedtobuy", 0.125).Touched(0.05));
        cases.Deal("deal_stage_changed", false, "moved two days ago", deal => deal.In("qualifiedtobuy", 2).Touched(5));
    }

    private static void Risks(CaseWriter cases)
    {
        cases.Deal("deal_at_risk", true, "no activity for fifteen days", deal => deal.In("qualifiedtobuy", 16).Touched(15));
        cases.Deal("deal_at_risk", false, "no activity for thirteen days", deal => deal.In("qualifiedtobuy", 16).Touched(13));
        cases.Deal("deal_at_risk", true, "pushed twice", deal => deal.In("qualifiedtobuy", 5).Touched(4).Pushed(3).Pushed(2));
        cases.Deal("deal_at_risk", false, "pushed once", deal => deal.In("qualifiedtobuy", 5).Touched(4).Pushed(3));
        cases.Deal("deal_at_risk", false, "pushed twice, but they were called after that", deal => deal.In("qualifiedtobuy", 5).Pushed(3).Pushed(2).Touched(1));
        cases.Deal("deal_at_risk", true, "a quarter of the amount is gone", deal => deal.In("qualifiedtobuy", 5).Touched(4).Shrunk(0.75, 2));
        cases.Deal("deal_at_risk", false, "a tenth of the amount is gone", deal => deal.In("qualifiedtobuy", 5).Touched(4).Shrunk(0.9, 2));
    }

    private static void Wins(CaseWriter cases)
    {
        cases.Deal("customer_onboarding", true, "won a week ago", deal => deal.In("closedwon", 7.5).Touched(8));
        cases.Deal("customer_onboarding", true, "won a month ago", deal => deal.In("closedwon", 30.5).Touched(20));
        cases.Deal("customer_onboarding", false, "won five days ago", deal => deal.In("closedwon", 5).Touched(8));
        cases.Deal("customer_onboarding", false, "they were called today", deal => deal.In("closedwon", 7.5).Touched(0.05));
        cases.Deal("customer_onboarding", false, "lost a week ago", deal => deal.In("closedlost", 7.5).Touched(8));
        cases.Deal("case_study_ready", true, "won a month ago, may be named", deal => deal.Company(SeedProperties.Referenceable, "true").In("closedwon", 31).Touched(0.05));
        cases.Deal("case_study_ready", false, "may not be named", deal => deal.Company(SeedProperties.Referenceable, "false").In("closedwon", 31).Touched(0.05));
        cases.Deal("case_study_ready", false, "won three weeks ago", deal => deal.Company(SeedProperties.Referenceable, "true").In("closedwon", 21).Touched(0.05));
    }

    private static void People(CaseWriter cases)
    {
        cases.Person("new_lead_uncontacted", true, "two days old, never contacted", person => person.Made(2));
        cases.Person("new_lead_uncontacted", false, "contacted yesterday", person => person.Made(2).Touched(1));
        cases.Person("new_lead_uncontacted", false, "eight days old", person => person.Made(8));
        cases.Person("email_opened_no_reply", true, "followed a link, did not answer", person => person.Made(60).Touched(5).Has("hs_email_last_click_date", 2).Has("hs_email_last_open_date", 2));
        cases.Person("email_opened_no_reply", false, "answered", person => person.Made(60).Touched(5).Has("hs_email_last_click_date", 2).Has("hs_email_last_reply_date", 1));
        cases.Person("email_opened_no_reply", false, "has had two days to answer", person => person.Made(60).Touched(2).Has("hs_email_last_click_date", 1));
        cases.Person("email_opened_no_reply", false, "a machine opened it on delivery", person => person.Made(60).Touched(5).Has("hs_email_last_click_date", 5 - (30 / 86_400.0)));
        cases.Person("email_opened_no_reply", false, "opened it once", person => person.Made(60).Touched(5).Has("hs_email_last_open_date", 2));
        cases.Person("email_opened_no_reply", true, "opened it three times", person => person.Made(60).Touched(5).Has("hs_email_last_open_date", 3));
        cases.Person("email_opened_no_reply", false, "opened it twice", person => person.Made(60).Touched(5).Has("hs_email_last_open_date", 3));
        cases.Person("inactive_contact", true, "had a deal, silent for a hundred days", person => person.Made(400).Touched(100).HadDeal());
        cases.Person("inactive_contact", false, "silent for eighty days", person => person.Made(400).Touched(80).HadDeal());
        cases.Person("inactive_contact", false, "never had a deal", person => person.Made(400).Touched(100));
    }

    private static void Customers(CaseWriter cases)
    {
        cases.Customer("contract_expiring", true, "renews in twenty days", renewsIn: 20, touched: 1);
        cases.Customer("contract_expiring", false, "renews in forty-five days", renewsIn: 45, touched: 1);
        cases.Customer("contract_expiring", false, "the date has passed", renewsIn: -2, touched: 1);
        cases.Customer("customer_quiet", true, "renews in fifty days, quiet for twenty", renewsIn: 50, touched: 20);
        cases.Customer("customer_quiet", false, "called three days ago", renewsIn: 50, touched: 3);
        cases.Customer("customer_quiet", false, "renews in ninety days", renewsIn: 90, touched: 20);
    }

    private static void Meetings(CaseWriter cases)
    {
        cases.Meeting(true, "today, with somebody from outside", hours: 1);
        cases.Meeting(false, "tomorrow", hours: 20);
        cases.Meeting(false, "called off", hours: 1, status: CalendarEvent.Cancelled);
        cases.Meeting(false, "among colleagues", hours: 1, guest: Accounts.Alex.Email);
        cases.Meeting(false, "has begun", hours: -0.1);
    }
}
