using System.Runtime.CompilerServices;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Queue;
using CaseyOS.Core.Signals;

namespace CaseyOS.Functions.Queue;

/// <summary>
/// Today's Moves as bytes, written once per list: the page asks every half minute and from every tab, and the list is the
/// same object as long as nothing has changed.
/// </summary>
internal sealed class TodayBodies(IExecutableActions actions)
{
    private readonly ConditionalWeakTable<TodayMoves, byte[]> bodies = [];

    public byte[] Of(TodayMoves today) => bodies.GetValue(today, Write);

    /// <summary>With a word on what is stale. It is written anew each time, which is rare enough.</summary>
    public byte[] Of(TodayMoves today, StaleSources stale, TimeZoneInfo zone) => stale.Any ? Write(today, stale, zone) : Of(today);

    private byte[] Write(TodayMoves today) => Write(today, new(null, null), TimeZoneInfo.Utc);

    private byte[] Write(TodayMoves today, StaleSources stale, TimeZoneInfo zone) => JsonSerializer.SerializeToUtf8Bytes(
        new TodayResponse([.. today.Moves.Select(move => MoveResponse.From(move, actions).With(stale, zone))], today.TotalPending, today.Moves.Count, today.GeneratedAt),
        CaseyJson.Options);
}
