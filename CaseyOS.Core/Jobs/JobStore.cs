using System.Text.Json;
using Azure;
using CaseyOS.Core.Accounts;
using CaseyOS.Core.Storage.Tables;

namespace CaseyOS.Core.Jobs;

/// <summary>Table <c>Jobs</c>: one row for each job, newest first, one for each of its parts, and one for each kind that says which job of it is at work.</summary>
/// <remarks>Parts have rows of their own because they report at the same time. All jobs are the installation's, so there is one partition.</remarks>
public sealed class JobStore(TableServiceClient tables)
{
    private const string Partition = "system";
    private const string JobPrefix = "job|";
    private const string PartPrefix = "part|";
    private const string ActivePrefix = "active|";
    private const string Body = "Body";
    private const int Schema = 1;

    private readonly TableClient table = tables.GetTableClient("Jobs");
    private readonly TableReady ready = new();

    /// <summary>The job of this id; null when there is none.</summary>
    public async Task<Job?> FindAsync(JobId id, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key(id), cancellationToken: cancellationToken);
        return row.HasValue ? Read<Job>(row.Value!) : null;
    }

    /// <summary>A job with its parts; null when there is none.</summary>
    public async Task<JobReport?> FindReportAsync(JobId id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } job ? new(job, await ReadPartsAsync(id, cancellationToken)) : null;

    /// <summary>Jobs, newest first.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(JobId? after, int limit, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var from = after is { } last ? Key(last) : JobPrefix;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {from} and RowKey lt {"job}"}");
        List<Job> jobs = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, limit, cancellationToken: cancellationToken))
        {
            jobs.Add(Read<Job>(row));
            if (jobs.Count == limit)
            {
                break;
            }
        }

        return jobs;
    }

    /// <summary>The job of a kind that was begun last and has not been finished; null when there is none.</summary>
    public async Task<JobId?> FindActiveAsync(JobKind kind, CancellationToken cancellationToken) => (await ActiveAsync(kind, cancellationToken))?.Job;

    /// <summary>Stores a new job as the one of its kind. False: another is at work, or somebody was faster.</summary>
    public async Task<bool> TryBeginAsync(Job job, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var active = new TableEntity(Partition, ActivePrefix + job.Kind) { ["Job"] = job.Id.ToString(), ["Schema"] = Schema };
        try
        {
            await table.SubmitTransactionAsync(
                [new(TableTransactionActionType.Add, active), new(TableTransactionActionType.Add, Row(Key(job.Id), job))], cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <summary>Stores how a job stands. One that has finished makes room for the next of its kind.</summary>
    public async Task SaveAsync(Job job, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpsertReplace, Row(Key(job.Id), job))];
        if (job.State.IsFinished() && await ActiveAsync(job.Kind, cancellationToken) is { } active && active.Job == job.Id)
        {
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(Partition, ActivePrefix + job.Kind), active.Version));
        }

        await table.SubmitTransactionAsync(actions, cancellationToken);
    }

    /// <summary>Stores how a part stands.</summary>
    public async Task SavePartAsync(JobId job, JobPart part, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        await table.UpsertEntityAsync(Row(PartKey(job, part.Name, part.Owner), part), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>A part; a fresh one when nothing is stored of it.</summary>
    public async Task<JobPart> GetPartAsync(JobId job, string name, OwnerId owner, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, PartKey(job, name, owner), cancellationToken: cancellationToken);
        return row.HasValue ? Read<JobPart>(row.Value!) : new(name, owner);
    }

    /// <summary>All parts of a job.</summary>
    public async Task<IReadOnlyList<JobPart>> ReadPartsAsync(JobId job, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var (from, to) = ($"{PartPrefix}{job.Inverted}|", $"{PartPrefix}{job.Inverted}}}");
        List<JobPart> parts = [];
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {from} and RowKey lt {to}"), cancellationToken: cancellationToken))
        {
            parts.Add(Read<JobPart>(row));
        }

        return parts;
    }

    private async Task<(JobId Job, ETag Version)?> ActiveAsync(JobKind kind, CancellationToken cancellationToken)
    {
        await ready.EnsureAsync(table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, ActivePrefix + kind, cancellationToken: cancellationToken);
        return row.HasValue ? (JobId.Parse(row.Value!.GetString("Job")!, null), row.Value.ETag) : null;
    }

    private static string Key(JobId id) => JobPrefix + id.Inverted;

    private static string PartKey(JobId id, string name, OwnerId owner) => $"{PartPrefix}{id.Inverted}|{name}|{owner.Value}";

    private static TableEntity Row<T>(string key, T value) =>
        new(Partition, key) { [Body] = JsonSerializer.Serialize(value, CaseyJson.Rows), ["Schema"] = Schema };

    private static T Read<T>(TableEntity row) => JsonSerializer.Deserialize<T>(row.GetString(Body)!, CaseyJson.Rows)!;
}
