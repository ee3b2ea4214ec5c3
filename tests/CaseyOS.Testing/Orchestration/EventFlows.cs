using CaseyOS.Core.Orchestration;

namespace CaseyOS.Testing.Orchestration;

/// <summary>Waits for so many words; its custom status says how many it has heard.</summary>
public sealed class Listener : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var heard = new List<string>();
        while (heard.Count < input)
        {
            heard.Add(await context.WaitForExternalEvent<string>("word"));
            context.SetCustomStatus(heard.Count);
        }

        return string.Join(' ', heard);
    }
}

/// <summary>Listens while an activity runs, then hears what came before it listened.</summary>
public sealed class Both : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var waits = context.CallActivityAsync<string>(nameof(Waits), "slow");
        var during = await context.WaitForExternalEvent<string>("word");
        context.SetCustomStatus("heard one");
        return $"{during} {await waits} {await context.WaitForExternalEvent<string>("buffered")}";
    }
}

/// <summary>An activity against an event; the one that lost is awaited too.</summary>
public sealed class FirstOf : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var waits = context.CallActivityAsync<string>(nameof(Waits), "slow");
        var word = context.WaitForExternalEvent<string>("word");
        var first = await await Task.WhenAny(waits, word);
        context.SetCustomStatus(first);
        return $"{first} first of {string.Join(' ', await Task.WhenAll(waits, word))}";
    }
}

/// <summary>Says where it is.</summary>
public sealed class Reporter : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        context.SetCustomStatus(new { Stage = "waiting", For = input });
        await context.WaitForExternalEvent<object?>("go");
        await context.CallActivityAsync<string>(nameof(Say), input);
        await context.WaitForExternalEvent<object?>("go");
        context.SetCustomStatus("through");
        return input;
    }
}

/// <summary>Begins anew after each event, three times.</summary>
public sealed class Counter : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        if (input == 3)
        {
            return input;
        }

        await context.WaitForExternalEvent<string>("next");
        await context.CallActivityAsync<string>(nameof(Say), $"round {input}");
        context.ContinueAsNew(input + 1);
        return -1;
    }
}

/// <summary>Begins anew without the events that nobody heard.</summary>
public sealed class Leaver : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        if (input == 0)
        {
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew(1, preserveUnprocessedEvents: false);
            return "";
        }

        context.SetCustomStatus("anew");
        return await context.WaitForExternalEvent<string>("word");
    }
}
