using CaseyOS.Core.Executions.Watching;
using CaseyOS.Core.Outcomes;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Suppression;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Signals;

/// <summary>
/// Turns queued signals into moves and keeps what became of them. A message may come more than once and may break off
/// anywhere: the queue's dedupe mark makes the move once, the signal's own key makes its row once, and whichever step is
/// missing is made up for by the next delivery.
/// </summary>
public sealed partial class SignalProcessor(
    CommandQueue queue, SignalStore store, OutcomeDetector outcomes, StopRequests stops, ExcludedCompanies excluded, FollowUps followUps, SignalIntake intake, KnownSignals known, IOptions<SignalOptions> options, ILogger<SignalProcessor> logger)
{
    /// <summary>Processes one message.</summary>
    /// <exception cref="System.Text.Json.JsonException">The message is not one of ours; it becomes poison.</exception>
    public async Task ProcessAsync(string message, CancellationToken cancellationToken)
    {
        var work = SignalMessage.Decode(message);
        List<Signal> again = [];
        Exception? passing = null;
        foreach (var signal in work.Signals)
        {
            try
            {
                await ProcessAsync(signal, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && Transience.IsTransient(error) && work.Attempt < options.Value.RetriesOfSignal)
            {
                Log.Passing(logger, error, signal.Type, signal.Id, work.Attempt);
                passing = error;
                again.Add(signal);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested && work.Signals.Count > 1)
            {
                // Alone in a message it fails alone, and reaches the poison queue without the others.
                Log.Lasting(logger, error, signal.Type, signal.Id);
                await intake.SendAsync([signal], work.Attempt, cancellationToken: cancellationToken);
            }
        }

        if (again.Count > 0)
        {
            await intake.SendAsync(again, work.Attempt + 1, Transience.Delay(work.Attempt, passing), cancellationToken);
        }
    }

    private async Task ProcessAsync(Signal detected, CancellationToken cancellationToken)
    {
        var signal = ObservedMail.Read(detected) is { } mail ? await CreditAsync(detected, mail, cancellationToken) : detected;
        var stored = signal.Proposal is null ? Informing(signal) : await ProposeAsync(signal, cancellationToken);
        if (stored is not null)
        {
            await store.AddAsync(stored, cancellationToken);
        }

        known.Add(signal.Owner, signal.Hash);
    }

    // The reply is credited before its own move is made: the move that it answers knows which deal is at stake.
    private async Task<Signal> CreditAsync(Signal reply, ObservedReply mail, CancellationToken cancellationToken)
    {
        if (ObservedMail.WhyStop(reply) is { } stop)
        {
            await stops.StopAsync(reply.Owner, mail.FromEmail, stop, cancellationToken);
        }

        var outcome = await outcomes.ObserveReplyAsync(mail, cancellationToken);
        if (mail.Type == OutcomeType.EmailReplied)
        {
            await followUps.WithdrawAsync(reply.Owner, mail.FromEmail, "They have answered.", cancellationToken);
        }

        var answered = outcome is null ? null : await queue.GetAsync(reply.Owner, outcome.QueueItemId, cancellationToken);
        return answered is null || reply.Proposal is not { } proposal ? reply : reply with { Proposal = About(answered, proposal) };
    }

    private static MoveProposal About(QueueItem answered, MoveProposal proposal) => proposal with
    {
        Contact = proposal.Contact ?? answered.Contact,
        Company = proposal.Company ?? answered.Company,
        Deal = answered.Deal,
        ScoreInputs = proposal.ScoreInputs with
        {
            Subject = answered.ScoreInputs.Subject,
            Value = answered.ScoreInputs.Value,
            StageProbability = answered.ScoreInputs.StageProbability,
        },
    };

    private async Task<StoredSignal?> ProposeAsync(Signal signal, CancellationToken cancellationToken)
    {
        var (context, domain) = (signal.Proposal!.ActionContext, signal.Proposal.CompanyDomain);
        if ((await stops.WhyNotAsync(signal.Owner, context, cancellationToken) ?? await excluded.WhyNotAsync(signal.Owner, context, domain, cancellationToken)) is { } why)
        {
            return Stored(signal, SignalResult.Dropped, null) with { Reason = why };
        }

        switch (await queue.ProposeAsync(signal, cancellationToken))
        {
            case ProposeResult.Queued(var item):
                return Stored(signal, SignalResult.Queued, item);
            case ProposeResult.Strengthened(var item):
                return Strengthened(signal, item);
            case ProposeResult.Dropped(var reason):
                return Stored(signal, SignalResult.Dropped, null) with { Reason = reason };
            case ProposeResult.Known(_, var first) when first != signal.Id:
                return null; // detected again: its row is there already, or its own message still comes
            case ProposeResult.Known({ } itemId, _):
                // This very signal, delivered again: what broke off after the move was made is made up for.
                var made = await queue.GetAsync(signal.Owner, itemId, cancellationToken) ?? throw new NotFoundException($"There is no move {itemId}.");
                return made.SignalId == signal.Id ? Stored(signal, SignalResult.Queued, made) : Strengthened(signal, made);
            default:
                return null;
        }
    }

    private static StoredSignal Informing(Signal signal) => Stored(signal, SignalResult.Dropped, null) with
    {
        Reason = signal.Payload.TryGetValue("evidence", out var evidence) ? evidence : "Nothing needs to be done.",
    };

    private static StoredSignal Strengthened(Signal signal, QueueItem item) =>
        Stored(signal, SignalResult.Strengthened, item) with { Reason = $"\"{item.Title}\" was open already and took the new facts in." };

    private static StoredSignal Stored(Signal signal, SignalResult result, QueueItem? item) =>
        new() { Signal = signal with { Proposal = null }, Result = result, Title = signal.Proposal is { } proposal ? MoveText.Clip(proposal.Title) : null, ItemId = item?.Id, ItemTitle = item?.Title };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Signal {Type} {Signal} failed for now (attempt {Attempt}) and is put back")]
        public static partial void Passing(ILogger logger, Exception error, string type, SignalId signal, int attempt);

        [LoggerMessage(LogLevel.Error, "Signal {Type} {Signal} cannot be processed and goes on alone")]
        public static partial void Lasting(ILogger logger, Exception error, string type, SignalId signal);
    }
}
