using System.Runtime.CompilerServices;
using System.Text.Json;
using CaseyOS.Core;
using CaseyOS.Core.Queue;

namespace CaseyOS.Functions.Queue;

/// <summary>
/// Today's Moves as bytes, written once per list: the page asks every half minute and from every tab, and the list is the
/// same object as long as nothing has changed.
/// </summary>
internal sealed class TodayBodies(IExecutableActions actions)
{
    private readonly ConditionalWeakTable<TodayMoves, byte[]> bodies = [];

    public byte[] Of(TodayMoves today) => bodies.GetValue(today, Write);

    private byte[] Write(TodayMoves today) => JsonSerializer.SerializeToUtf8Bytes(
        new TodayResponse([.. today.Moves.Select(move => MoveResponse.From(move, actions))], today.TotalPending, today.Moves.Count, today.GeneratedAt),
        CaseyJson.Options);
}
