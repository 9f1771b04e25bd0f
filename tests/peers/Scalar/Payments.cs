namespace CostSim.Peers.Scalar;

/// <summary>What the acquisition ceiling covers.</summary>
internal sealed record Covered(bool Units, bool Missiles, bool Infrastructure, bool Training);

/// <summary>A capital payment of an order: with its contract, or with a unit.</summary>
internal sealed class Payment(Purchase purchase, int unit, int number)
{
    /// <summary>Order.</summary>
    public Purchase Purchase { get; } = purchase;

    /// <summary>Unit, from 0; negative for the contract.</summary>
    public int Unit { get; } = unit;

    /// <summary>Place among payments of the same date.</summary>
    public int Number { get; } = number;

    /// <summary>Planned date.</summary>
    public double Due { get; } = unit < 0 ? purchase.Contract : purchase.Planned[unit];

    /// <summary>Share that is still to be paid.</summary>
    public double Unpaid { get; set; } = 1;
}

/// <summary>What an option pays for acquisition, and when its units come.</summary>
internal sealed class Payments(World world, Covered covered)
{
    private double[,] missilePrice = new double[0, 0];

    /// <summary>Present value of what is paid; units that are not paid for wait, and never come when that is beyond the horizon.</summary>
    public double Serve(BoughtOption option, double[,] missilePrice)
    {
        this.missilePrice = missilePrice;
        var all = new List<Payment>();
        foreach (Purchase one in option.Purchases)
        {
            for (int unit = -1; unit < one.Units; unit++)
            {
                all.Add(new Payment(one, unit, all.Count));
            }
        }

        foreach (Purchase one in option.Purchases)
        {
            for (int j = 0; j < one.Units; j++)
            {
                one.Delivered[j] = one.Ended < double.PositiveInfinity ? double.PositiveInfinity : one.Planned[j];
            }
        }

        all.RemoveAll(one => !(one.Due < world.Years) || one.Due >= one.Purchase.Ended);
        Payment[] queued = [.. all.Where(IsQueued).OrderBy(one => one.Due).ThenBy(one => one.Number)];
        double present = Queue(queued);
        foreach (Payment one in all)
        {
            double at = one.Unit < 0 ? one.Due : one.Purchase.Delivered[one.Unit];
            present += at < world.Years ? Amount(one, (int)at, isQueued: false) * world.Discount[(int)at] : 0;
        }

        return present + Fee(option, queued);
    }

    /// <summary>Whether a payment waits in the queue: something that comes with it is covered.</summary>
    private bool IsQueued(Payment one)
    {
        if (!world.HasCeiling)
        {
            return false;
        }

        return one.Unit < 0
            ? covered.Units || (covered.Infrastructure && one.Purchase.Infrastructure > 0)
            : covered.Units || (covered.Missiles && one.Purchase.Missiles.Any(n => n > 0)) || (covered.Training && one.Purchase.System.TrainingCost > 0);
    }

    /// <summary>Payments in order of their dates, year after year, out of what the year has.</summary>
    private double Queue(Payment[] queued)
    {
        double present = 0;
        for (int y = 0; y < world.Years; y++)
        {
            (double spent, double ceiling) = (0, world.Ceiling[y]);
            foreach (Payment one in queued.Where(one => (int)one.Due <= y && one.Unpaid > 0))
            {
                double ended = one.Purchase.Ended;
                double here = ended >= y + 1 ? ceiling - spent : Math.Max(0, (ceiling * Math.Max(0, ended - y)) - spent);
                double amount = Amount(one, y, isQueued: true) * (1 + (world.Stretch * (y - (int)one.Due)));
                bool completes = one.Unpaid * amount <= here;
                double paid = completes ? one.Unpaid * amount : here;
                spent += paid;
                present += paid * world.Discount[y];
                one.Unpaid = completes ? 0 : one.Unpaid - (paid / amount);
                if (completes && one.Unit >= 0)
                {
                    double date = ceiling > 0 ? y + (spent / ceiling) : y;
                    one.Purchase.Delivered[one.Unit] = Math.Max(one.Due, date);
                }

                if (!completes && ended >= y + 1)
                {
                    break;
                }
            }
        }

        foreach (Payment one in queued.Where(one => one.Unit >= 0 && one.Unpaid > 0))
        {
            one.Purchase.Delivered[one.Unit] = double.PositiveInfinity;
        }

        return present;
    }

    /// <summary>Price of a payment in a year: what is queued of it, or what is not.</summary>
    private double Amount(Payment one, int year, bool isQueued)
    {
        Purchase order = one.Purchase;
        BoughtSystem system = order.System;
        bool Counts(bool isCovered) => (world.HasCeiling && isCovered) == isQueued;
        if (one.Unit < 0)
        {
            double share = Counts(covered.Units) ? system.ContractShare * order.UnitFactor.Sum() * system.BasePrice[year] : 0;
            return share + (Counts(covered.Infrastructure) ? order.Infrastructure * world.Equipment[year] : 0);
        }

        double amount = Counts(covered.Units) ? (1 - system.ContractShare) * order.UnitFactor[one.Unit] * system.BasePrice[year] : 0;
        amount += Counts(covered.Training) ? system.TrainingCost * world.Equipment[year] : 0;
        return amount + (Counts(covered.Missiles) ? Missiles(order, year) : 0);
    }

    private double Missiles(Purchase order, int year)
    {
        double sum = 0;
        for (int m = 0; m < order.Missiles.Length; m++)
        {
            sum += order.Missiles[m] > 0 ? order.Missiles[m] / order.Units * missilePrice[m, year] * order.System.Share : 0;
        }

        return sum;
    }

    /// <summary>Present value of the fee for ending a signed contract.</summary>
    private double Fee(BoughtOption option, Payment[] queued)
    {
        Purchase? one = option.Primary;
        if (one is null || !(one.Ended < world.Years) || one.Contract >= one.Ended)
        {
            return 0;
        }

        int year = (int)one.Ended;
        Payment? contract = queued.FirstOrDefault(payment => payment.Purchase == one && payment.Unit < 0);
        double committed = contract is null ? 0 : contract.Unpaid * Amount(contract, year, isQueued: true);
        for (int j = 0; j < one.Units; j++)
        {
            var unit = new Payment(one, j, 0);
            committed += Amount(unit, year, isQueued: true) + Amount(unit, year, isQueued: false);
        }

        return option.FeeShare * committed * world.Discount[year];
    }
}
