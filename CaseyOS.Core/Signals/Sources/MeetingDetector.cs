using CaseyOS.Core.Accounts;
using CaseyOS.Core.Connectors.Google;
using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Signals.Rules;

namespace CaseyOS.Core.Signals.Sources;

/// <summary>Looks at events with the eyes of the rules. HubSpot is asked about a guest only when a rule has something new to say.</summary>
public sealed class MeetingDetector(AccountStore accounts, HubSpotClient hubSpot, RuleBook rules)
{
    /// <summary>Looks at events of one owner's calendar.</summary>
    public async Task ExamineAsync(OwnerId owner, SourceRun run, IReadOnlyList<CalendarEvent> events, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var theirs = await rules.ForAsync(owner, zone, cancellationToken);
        var own = (await accounts.FindByOwnerAsync(owner, cancellationToken))?.Email;
        foreach (var item in events)
        {
            var bare = new MeetingFacts(item, Outside(item, own));
            List<Signal> found = [.. theirs.Detect(bare, SignalSource.Calendar)];
            found.ForEach(run.Recognise);
            if (!found.Exists(run.IsNews))
            {
                continue;
            }

            foreach (var signal in theirs.Detect(await CompleteAsync(bare, cancellationToken), SignalSource.Calendar))
            {
                if (!await run.TakeAsync(signal, cancellationToken))
                {
                    return;
                }
            }
        }
    }

    /// <summary>The facts with the person and the company that HubSpot knows.</summary>
    public async Task<MeetingFacts> CompleteAsync(MeetingFacts bare, CancellationToken cancellationToken)
    {
        var contact = bare.Outside is [var first, ..] ? await hubSpot.FindContactByEmailAsync(first.Email, cancellationToken) : null;
        var companies = contact?.CompanyId is { } id ? await hubSpot.GetCompaniesAsync([id], cancellationToken) : null;
        return bare with { Contact = contact, Company = companies?.Values.FirstOrDefault() };
    }

    /// <summary>Guests of other organisations; everybody but the owner where he uses a public mail service himself.</summary>
    public static IReadOnlyList<CalendarGuest> Outside(CalendarEvent item, string? ownEmail)
    {
        var domain = Domain(ownEmail);
        var isShared = domain is null || PublicMail.IsPublic(domain);
        return [.. item.Guests.Where(guest => !guest.IsSelf && !guest.IsResource && guest.Email != ownEmail && (isShared || Domain(guest.Email) != domain))];
    }

    private static string? Domain(string? email) => email is not null && email.LastIndexOf('@') is >= 0 and var at ? email[(at + 1)..] : null;
}
