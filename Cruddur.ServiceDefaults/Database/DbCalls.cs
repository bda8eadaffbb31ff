namespace Cruddur.ServiceDefaults.Database;

/// <summary>Runs what a call stands for, and ends it with what came of it. A call is null when nobody listens.</summary>
internal static class DbCalls
{
    public static void Run(DbCall? call, Action work) => Run(call, () =>
    {
        work();
        return true;
    });

    public static T Run<T>(DbCall? call, Func<T> work)
    {
        try
        {
            var result = work();
            call?.End();
            return result;
        }
        catch (Exception error)
        {
            call?.End(error);
            throw;
        }
    }

    public static async Task RunAsync(DbCall? call, Func<Task> work)
    {
        try
        {
            await work();
            call?.End();
        }
        catch (Exception error)
        {
            call?.End(error);
            throw;
        }
    }

    public static async Task<T> RunAsync<T>(DbCall? call, Func<Task<T>> work)
    {
        try
        {
            var result = await work();
            call?.End();
            return result;
        }
        catch (Exception error)
        {
            call?.End(error);
            throw;
        }
    }
}
