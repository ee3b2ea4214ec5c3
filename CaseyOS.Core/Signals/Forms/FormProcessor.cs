using CaseyOS.Core.Connectors.HubSpot;
using CaseyOS.Core.Signals.Replies;
using CaseyOS.Core.Signals.Rules;
using CaseyOS.Core.Signals.Sources;
using CaseyOS.Core.Storage.Queues;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals.Forms;

/// <summary>Takes forms in: onto the queue at once, and behind it to HubSpot and to a move.</summary>
public sealed partial class FormProcessor(
    QueueServiceClient queues, HubSpotClient hubSpot, RecordOwners owners, RuleBook rules, SuppressionList suppressed, CompanyClaims claims, SignalIntake signals, SignalStore stored,
    IOptions<SignalOptions> options, ILogger<FormProcessor> logger) : IDisposable
{
    // Whoever submits twice within a moment is looked for and made once.
    private readonly SemaphoreSlim oneByOne = new(1, 1);

    private readonly QueueClient queue = queues.GetQueueClient(SignalMessage.Queue);

    /// <summary>Once this returns, the form is safe.</summary>
    public async Task AcceptAsync(FormSubmission form, CancellationToken cancellationToken)
    {
        await queue.CreateIfNotExistsAsync(cancellationToken);
        await queue.SendMessageAsync(new FormMessage(form).Encode(), cancellationToken: cancellationToken);
    }

    /// <summary>Finds or makes the person and the company in HubSpot, and sends the signal. A repeat finds what an earlier try left.</summary>
    public async Task ProcessAsync(string message, CancellationToken cancellationToken)
    {
        var work = FormMessage.Decode(message);
        try
        {
            await ProcessAsync(work.Form, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && Transience.IsTransient(error) && work.Attempt < options.Value.RetriesOfSignal)
        {
            Log.Passing(logger, error, work.Attempt);
            await queue.SendMessageAsync((work with { Attempt = work.Attempt + 1 }).Encode(), Transience.Delay(work.Attempt, error), cancellationToken: cancellationToken);
        }
    }

    private async Task ProcessAsync(FormSubmission form, CancellationToken cancellationToken)
    {
        var contact = await FindOrCreateAsync(form, cancellationToken);
        var company = contact.CompanyId is { } id ? (await hubSpot.GetCompaniesAsync([id], cancellationToken)).GetValueOrDefault(id) : null;

        // A contact of somebody who has no account here must not go unanswered.
        var owner = await owners.FindAsync(contact.HubSpotOwnerId, cancellationToken) is { SkipReason: null } found ? found : await owners.FindAsync(null, cancellationToken);
        await stored.EnsureAsync(cancellationToken);
        var theirs = await rules.ForAsync(owner.Owner, owner.Zone, cancellationToken);
        List<Signal> news = [.. theirs.Detect(new FormFacts(form, contact, company), SignalSource.Form)];
        await signals.SendAsync(news, cancellationToken: cancellationToken);
        Log.Taken(logger, form.FormName, contact.Id, news.Count);
    }

    private async Task<Contact> FindOrCreateAsync(FormSubmission form, CancellationToken cancellationToken)
    {
        await oneByOne.WaitAsync(cancellationToken);
        try
        {
            return await hubSpot.FindContactByEmailAsync(form.Email, cancellationToken)
                ?? (await IsSuppressedAsync(form, cancellationToken) ? Nobody(form) : await CreateAsync(form, cancellationToken));
        }
        finally
        {
            oneByOne.Release();
        }
    }

    // Whoever asked to be left alone gets no record made of him; the signal is shown, with why it led to nothing.
    private async Task<bool> IsSuppressedAsync(FormSubmission form, CancellationToken cancellationToken)
    {
        var owner = await owners.FindAsync(null, cancellationToken);
        return await suppressed.FindAsync(owner.Owner, form.Email, cancellationToken) is not null;
    }

    private static Contact Nobody(FormSubmission form) => new() { Id = "", Email = form.Email, FirstName = form.FirstName, LastName = form.LastName, CompanyName = form.Company };

    private async Task<Contact> CreateAsync(FormSubmission form, CancellationToken cancellationToken)
    {
        var domain = form.Email[(form.Email.LastIndexOf('@') + 1)..];
        var company = PublicMail.IsPublic(domain) ? null
            : await hubSpot.FindCompanyByDomainAsync(domain, cancellationToken) ?? await MakeCompanyAsync(form.Company ?? domain, domain, cancellationToken);
        return await hubSpot.CreateContactAsync(
            new() { Id = "", Email = form.Email, FirstName = form.FirstName, LastName = form.LastName, CompanyName = form.Company, CompanyId = company?.Id }, cancellationToken);
    }

    // Another instance may be at it, or have made it so lately that search does not show it yet.
    private async Task<Company> MakeCompanyAsync(string name, string domain, CancellationToken cancellationToken)
    {
        if (await claims.TakeAsync(domain, cancellationToken) is { } made)
        {
            return new() { Id = made, Name = name, Domain = domain };
        }

        var company = await hubSpot.CreateCompanyAsync(name, domain, cancellationToken);
        await claims.MadeAsync(domain, company.Id, cancellationToken);
        return company;
    }

    /// <inheritdoc/>
    public void Dispose() => oneByOne.Dispose();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Form {Form} by contact {Contact}: {Signals} signals")]
        public static partial void Taken(ILogger logger, string form, string contact, int signals);

        [LoggerMessage(LogLevel.Warning, "A form failed for now (attempt {Attempt}) and is put back")]
        public static partial void Passing(ILogger logger, Exception error, int attempt);
    }
}
