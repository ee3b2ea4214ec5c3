namespace CaseyOS.Functions.Local;

/// <summary>The program cannot run on this machine as it is; the message is one line that says what to do.</summary>
#pragma warning disable CA1032 // it has one use, and that one needs a message
public sealed class LocalRunException(string message, Exception? inner = null) : Exception(message, inner);
