// Styles of exception handling: translate, log and rethrow, log and go on, compensate, filter.
using System.Runtime.ExceptionServices;
using Corpus.Support;
using NurseryGen;

namespace Corpus.Failures;

internal sealed partial class Billing(IOrderStore orders, IPayments payments, IMailer mailer, ILogger<Billing> logger)
{
    [Nursery(Policy = NurseryPolicy.Supervise)]
    public partial Task<int> BillAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken = default);

    private static async Task<int> BillAsync(BillNursery nursery, IReadOnlyList<int> ids)
    {
        var bills = ids.Select(id => nursery.StartBillOne(id)).ToArray();
        await nursery.JoinAsync();
        return bills.Count(bill => bill.Outcome.IsSuccess);
    }

    [Child]
    private async Task BillOneAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            var order = await orders.FindAsync(id, cancellationToken) ?? throw new KeyNotFoundException($"{id}");
            await payments.ChargeAsync(id, order.Total, cancellationToken);
        }
        catch (Exception error)
        {
            logger.LogError(error, "bill {Order}", id);
            throw;
        }
    }

    [Child]
    private async Task BillTranslatingAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            await payments.ChargeAsync(id, 1, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new InvalidOperationException($"order {id}", error);
        }
    }

    [Child]
    private async Task BillAllAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            try
            {
                await BillOneAsync(id, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw;
            }
            catch (Exception error)
            {
                // Trap: TRIO103 #106: an earlier clause has let the cancellation through.
                logger.LogError(error, "bill {Order}", id);
            }
        }
    }

    [Child]
    private async Task BillOrRefundAsync(int id, CancellationToken cancellationToken)
    {
        var payment = await payments.ChargeAsync(id, 1, cancellationToken);
        try
        {
            await mailer.SendAsync("customer@example.org", "Bill", payment.Reference, cancellationToken);
        }
        catch
        {
            // Trap: ASYNC120: a compensation, under no token, and the exception goes on its way.
            await payments.RefundAsync(payment, CancellationToken.None);
            throw;
        }
    }

    [Child]
    private async Task BillAndRememberAsync(int id, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            await payments.ChargeAsync(id, 1, cancellationToken);
        }
        catch (TransientException error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
        }

        await orders.SaveAsync(new Order(id, 0, 1, []) { IsPaid = failure is null }, cancellationToken);
        failure?.Throw();
    }

    [Child]
    private async Task BillSomehowAsync(int id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await payments.ChargeAsync(id, 1, cancellationToken);
                break;
            }
            catch (Exception error)
            {
                // Trap: TRIO103 #35: every way out of this loop's catch throws or has looked.
                if (error is OperationCanceledException || attempt == 3) throw;
                logger.LogWarning(error, "attempt {Attempt}", attempt);
            }
        }
    }

    [Child]
    private async Task BillQuietlyAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            await payments.ChargeAsync(id, 1, cancellationToken);
        }
        catch (OperationCanceledException) // expect: NUR204
        {
            logger.LogInformation("never mind {Order}", id);
        }
    }

    [Child]
    private async Task BillNestedAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        // flake8-async #226: a try in a loop in a try.
        try
        {
            while (true)
            {
                try
                {
                    await BillAllAsync(ids, cancellationToken);
                }
                catch (Exception) // expect: NUR204
                {
                }
            }
        }
        finally
        {
            logger.LogInformation("done");
        }
    }

    [Child]
    private async Task ParseAndBillAsync(string text, CancellationToken cancellationToken)
    {
        int id;
        try
        {
            // Trap: ASYNC103 #447: nothing in this try awaits or takes a token.
            id = int.Parse(text);
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "no number");
            return;
        }

        await BillOneAsync(id, cancellationToken);
    }

    [Child]
    private async Task ValidateAsync(Validation validation, CancellationToken cancellationToken)
    {
        await validation.RunAsync(cancellationToken);

        // Trap: VSTHRD002: a property that is called Result, and isn't a task's.
        if (!validation.Result) throw new InvalidOperationException();
    }

    public async Task<string> ReportAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        try
        {
            return $"{await BillAsync(ids, cancellationToken)} billed";
        }
        catch (ExceptionGroup group) when (group.Contains<KeyNotFoundException>())
        {
            return $"unknown: {group.Failures.Count}";
        }
        catch (KeyNotFoundException error)
        {
            return $"unknown: {error.Message}";
        }
    }

    public async Task<string> ReportAnyAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        try
        {
            return $"{await BillAsync(ids, cancellationToken)} billed";
        }
        catch (Exception error) when (ExceptionGroup.Matches<TransientException>(error))
        {
            return "later";
        }
    }

    public async Task<string> ReportNarrowlyAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        try
        {
            return $"{await BillAsync(ids, cancellationToken)} billed";
        }
        catch (TransientException) // expect: NUR401
        {
            return "later";
        }
    }

    public async Task<int> BillTheFirstAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        try
        {
            return await BillAsync(ids, cancellationToken);
        }
        catch (ExceptionGroup group)
        {
            throw group.InnerExceptions[0]; // expect: NUR402
        }
    }

    public async Task<int> BillOrThrowFirstAsync(IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        try
        {
            return await BillAsync(ids, cancellationToken);
        }
        catch (ExceptionGroup group)
        {
            // Trap: ASYNC123: thrown with its own stack trace.
            ExceptionDispatchInfo.Throw(group.InnerExceptions[0]);
            return 0;
        }
    }
}

internal sealed class Validation
{
    public bool Result { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        Result = true;
    }
}

internal sealed partial class Import(IOrderStore orders, ILogger<Import> logger)
{
    [Nursery(MaxConcurrency = 4)]
    public partial Task<Outcome<Order>[]> ImportAsync(
        [Each(nameof(ImportOneAsync))] IReadOnlyList<string> lines, CancellationToken cancellationToken = default);

    [Child]
    private async Task<Order> ImportOneAsync(string line, CancellationToken cancellationToken)
    {
        var parts = line.Split(';');
        if (parts.Length < 2) throw new FormatException(line);
        var order = new Order(int.Parse(parts[0]), 0, decimal.Parse(parts[1]), parts[2..]);
        await orders.SaveAsync(order, cancellationToken);
        return order;
    }

    public async Task<int> ImportAndLogAsync(IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        var outcomes = await ImportAsync(lines, cancellationToken);
        foreach (var outcome in outcomes)
        {
            if (outcome.IsFailure) logger.LogError(outcome.Exception, "import");
        }

        return outcomes.Count(outcome => outcome.IsSuccess);
    }

    // Plain code may swallow what it likes: nobody's structure depends on it.
    public async Task TryImportAsync(IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        try
        {
            await ImportAsync(lines, cancellationToken);
        }
        catch (Exception error)
        {
            logger.LogError(error, "import");
        }
    }
}
