namespace CaseyOS.Core.Executions;

/// <summary>The three things a mail consists of besides greeting and signature.</summary>
/// <param name="Subject">Subject of a new conversation; an answer keeps its own.</param>
/// <param name="Reason">Why we write: one reason.</param>
/// <param name="Ask">What we want: one question.</param>
internal sealed record Letter(string Subject, string Reason, string Ask);
