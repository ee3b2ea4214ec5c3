namespace CaseyOS.Core.Orchestration;

/// <summary>Name of an orchestrator or activity; by convention <c>nameof</c> its class. Versions of a running one get a suffix.</summary>
/// <param name="Name">The name as it stands in histories.</param>
public readonly record struct TaskName(string Name)
{
    /// <summary>Lets callers write <c>nameof(Perform)</c>.</summary>
    public static implicit operator TaskName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
