using Azure;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Storage.Groups;

/// <summary>A row that many writes change: those of one transaction change it one after the other, and it is written once.</summary>
internal interface ISharedRow
{
    /// <summary>Its row key.</summary>
    string Key { get; }

    /// <summary>A transaction is put together: from here on changes build upon what storage has, as far as this process knows.</summary>
    Task BeginAsync();

    /// <summary>The row with the changes since <see cref="BeginAsync"/>.</summary>
    TableTransactionAction Compose();

    /// <summary>It is stored like this.</summary>
    void Written(Response answer);

    /// <summary>Storage may have something else now.</summary>
    void Forget();
}

/// <summary>What one write changes in a shared row.</summary>
/// <param name="Row">Which.</param>
/// <param name="Apply">Changes it. A <see cref="CaseyOsException"/> refuses the whole write; so of the changes of one write only the first may.</param>
internal sealed record SharedChange(ISharedRow Row, Action Apply);
