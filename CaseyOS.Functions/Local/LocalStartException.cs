namespace CaseyOS.Functions.Local;

/// <summary>
/// The program cannot start on this machine as it is: a port is taken, Node is missing, a folder cannot be written. The message
/// is one line that says what to do; it is all that the user sees.
/// </summary>
public sealed class LocalStartException(string message, Exception? innerException = null) : Exception(message, innerException);
