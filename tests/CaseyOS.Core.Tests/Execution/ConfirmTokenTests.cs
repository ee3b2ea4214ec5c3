using CaseyOS.Core.Executions;
using CaseyOS.Core.Queue;

namespace CaseyOS.Core.Tests.Execution;

public sealed class ConfirmTokenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly PreviewedMail Mail = new("ada@northwind.example", "Ada", "Lanes", "Hello", null, null);
    private static readonly Composed Shown = new(Mail, Mail, new AnsweredMessage("18c1", null, null, []));

    [Fact]
    public void Judge_WhatWasShown_IsConfirmed() => Assert.Equal(ConfirmVerdict.Confirmed, Judge(Token(), Token()));

    [Fact]
    public void Judge_OtherText_IsStale() =>
        Assert.Equal(ConfirmVerdict.Stale, Judge(Token(), Token(composed: Shown with { Content = Mail with { Body = "Bye" } })));

    [Fact]
    public void Judge_OtherFactsUnderTheSameText_IsStale() =>
        Assert.Equal(ConfirmVerdict.Stale, Judge(Token(), Token(composed: Shown with { Written = Mail with { ToName = "Bo" } })));

    [Fact]
    public void Judge_NewMessageInTheThread_IsStale() =>
        Assert.Equal(ConfirmVerdict.Stale, Judge(Token(), Token(composed: Shown with { Answered = new AnsweredMessage("18c2", null, null, []) })));

    [Fact]
    public void Judge_ScoreChangedOnly_IsStillConfirmed() =>
        Assert.Equal(ConfirmVerdict.Confirmed, Judge(Token(), Token(Moves.Stalled() with { Version = 9, UpdatedAt = Now })));

    [Fact]
    public void Judge_OtherMoveOwnerOrMode_IsNotConfirmed()
    {
        Assert.Equal(ConfirmVerdict.NotConfirmed, Judge(Token(), Token(Moves.Stalled() with { Owner = new OwnerId("alex") })));
        Assert.Equal(ConfirmVerdict.NotConfirmed, Judge(Token(), Token(Moves.Stalled() with { Id = Id<QueueItem>.New(TimeProvider.System) })));
        Assert.Equal(ConfirmVerdict.NotConfirmed, Judge(Token(), Token(mode: ExecutionMode.Send)));
    }

    [Fact]
    public void Judge_AfterFifteenMinutes_IsNotConfirmed()
    {
        Assert.Equal(ConfirmVerdict.Confirmed, Token().Judge(Token(), Now.AddMinutes(14.9)));
        Assert.Equal(ConfirmVerdict.NotConfirmed, Token().Judge(Token(), Now.AddMinutes(15)));
    }

    private static ConfirmVerdict Judge(ConfirmToken confirmed, ConfirmToken present) => confirmed.Judge(present, Now);

    private static ConfirmToken Token(QueueItem? item = null, Composed? composed = null, ExecutionMode mode = ExecutionMode.Draft) =>
        ConfirmToken.For(item ?? Moves.Stalled(), mode, composed ?? Shown, Now + ConfirmToken.Lifetime);
}
