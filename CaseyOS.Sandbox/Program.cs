using CaseyOS.Sandbox.Hosting;

return await SandboxProgram.RunAsync(args);
